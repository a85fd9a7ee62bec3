package dev.weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.CidrBlock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {
    private static final ClientAddresses PROXIED =
            new ClientAddresses(blocks("127.0.0.1/32", "10.0.0.0/8", "fd00::/8"));
    private static final ClientAddresses DIRECT = new ClientAddresses(List.of());
    private static final AtomicReference<ClientAddresses> ADDRESSES = new AtomicReference<>(PROXIED);
    private static Vertx vertx;
    private static HttpServer server;

    @BeforeAll
    static void listen() throws Exception {
        vertx = Vertx.vertx();
        server = vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .end(ADDRESSES.get().clientOf(request) + " "
                                + ADDRESSES.get().isSecure(request)))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // What the proxy nearest to us wrote is the last entry; whatever stands before it came from the client.
                "203.0.113.7                                  | 203.0.113.7",
                "198.51.100.1, 203.0.113.7                    | 203.0.113.7",
                "10.1.1.1, 198.51.100.1, 203.0.113.7          | 203.0.113.7",
                "127.0.0.1, 203.0.113.7                       | 203.0.113.7",
                // Trusted hops are passed over, as far as they reach.
                "203.0.113.7, 10.1.1.1                        | 203.0.113.7",
                "198.51.100.1, 203.0.113.7, 10.1.1.1, 10.2.2.2 | 203.0.113.7",
                "10.1.1.1, 10.2.2.2                           | 10.1.1.1",
                "fd00::1, fd00::2                             | fd00:0:0:0:0:0:0:1",
                // Ports, brackets, spaces, and the two ways to write an IPv4 address.
                "203.0.113.7:4711                             | 203.0.113.7",
                "[2001:db8::7]:4711                           | 2001:db8:0:0:0:0:0:7",
                "[2001:db8::7]                                | 2001:db8:0:0:0:0:0:7",
                "2001:DB8::7                                  | 2001:db8:0:0:0:0:0:7",
                "::ffff:203.0.113.7                           | 203.0.113.7",
                "[::ffff:203.0.113.7]:80                      | 203.0.113.7",
                "203.0.113.7, ::ffff:10.1.1.1                 | 203.0.113.7",
                "'   203.0.113.7   ,10.1.1.1 '                | 203.0.113.7",
                // What is no address ends the chain: the hop that wrote it is the last that is known.
                "198.51.100.1, unknown                        | 127.0.0.1",
                "198.51.100.1, unknown, 10.1.1.1              | 10.1.1.1",
                "198.51.100.1, _hidden, 10.1.1.1              | 10.1.1.1",
                "198.51.100.1, , 10.1.1.1                     | 10.1.1.1",
                "198.51.100.1,                                | 127.0.0.1",
                "198.51.100.1, 203.0.113.7:                   | 127.0.0.1",
                "198.51.100.1, 203.0.113.7:http               | 127.0.0.1",
                "198.51.100.1, 203.0.113.7:123456             | 127.0.0.1",
                "198.51.100.1, 203.0.113                      | 127.0.0.1",
                "198.51.100.1, 203.0.113.777                  | 127.0.0.1",
                "198.51.100.1, 0xcb.0.0.1                     | 127.0.0.1",
                "198.51.100.1, 2001:db8::7%eth0               | 127.0.0.1",
                "198.51.100.1, [2001:db8::7                   | 127.0.0.1",
                "198.51.100.1, [2001:db8::7]x                 | 127.0.0.1",
                "198.51.100.1, [203.0.113.7]                  | 127.0.0.1",
                "198.51.100.1, [[2001:db8::7]]                | 127.0.0.1",
                "198.51.100.1, \"203.0.113.7\"                | 127.0.0.1",
                "198.51.100.1, localhost                      | 127.0.0.1",
                "198.51.100.1, unix:                          | 127.0.0.1",
            })
    void theChainIsReadFromTheRight(String forwarded, String client) throws Exception {
        assertThat(ask(PROXIED, "X-Forwarded-For: " + forwarded)).isEqualTo(client + " false");
    }

    @Test
    void linesOfTheFieldAreOneList() throws Exception {
        assertThat(ask(PROXIED, "X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: 203.0.113.7, 10.1.1.1"))
                .isEqualTo("203.0.113.7 false");
        assertThat(ask(
                        PROXIED,
                        "X-Forwarded-For: 203.0.113.7",
                        "x-forwarded-for: 10.1.1.1",
                        "X-Forwarded-For: 10.2.2.2"))
                .isEqualTo("203.0.113.7 false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=203.0.113.7;proto=https",
                "X-Real-IP: 203.0.113.7",
                "CF-Connecting-IP: 203.0.113.7",
                "True-Client-IP: 203.0.113.7",
                "X-Client-IP: 203.0.113.7"
            })
    void noOtherFieldSaysWhoAsks(String field) throws Exception {
        assertThat(ask(PROXIED, field)).isEqualTo("127.0.0.1 false");
    }

    @Test
    void nobodyIsBelievedWithoutTrust() throws Exception {
        assertThat(ask(DIRECT, "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"))
                .isEqualTo("127.0.0.1 false");
        assertThat(ask(
                        new ClientAddresses(blocks("10.0.0.0/8")),
                        "X-Forwarded-For: 203.0.113.7",
                        "X-Forwarded-Proto: https"))
                .isEqualTo("127.0.0.1 false");
        assertThat(ask(PROXIED, "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https"))
                .isEqualTo("203.0.113.7 true");
    }

    private static String ask(ClientAddresses addresses, String... fields) throws IOException {
        ADDRESSES.set(addresses);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.setSoTimeout(5_000);
            String head = Arrays.stream(fields).map(field -> field + "\r\n").collect(Collectors.joining());
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n" + head + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            try (InputStream answer = socket.getInputStream()) {
                String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
                return text.substring(text.indexOf("\r\n\r\n") + 4);
            }
        }
    }

    private static List<CidrBlock> blocks(String... texts) {
        return Arrays.stream(texts)
                .map(text -> new CidrBlock(
                        InetAddress.ofLiteral(text.substring(0, text.indexOf('/'))),
                        Integer.parseInt(text.substring(text.indexOf('/') + 1))))
                .toList();
    }
}
