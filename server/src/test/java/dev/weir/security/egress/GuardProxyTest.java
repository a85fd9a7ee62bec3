package dev.weir.security.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class GuardProxyTest {
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private LoopbackServer origin;
    private GuardProxyFixture fixture;

    @BeforeEach
    void start() throws Exception {
        origin = new LoopbackServer(this::serve);
        fixture = new GuardProxyFixture(origin.port());
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
        origin.close();
    }

    /** Says which request it got, with its body; a body of that length for `/chunked/n`. */
    private void serve(Wire wire) throws IOException {
        String head = wire.head();
        heads.add(head);
        String body = body(wire, head);
        if (head.startsWith("HEAD ")) {
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n");
        } else if (head.startsWith("GET /chunked")) {
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
        } else if (head.startsWith("GET /until-close")) {
            wire.send("HTTP/1.1 200 OK\r\n\r\nuntil close");
        } else {
            wire.send("HTTP/1.1 200 OK\r\nConnection: X-Hop\r\nX-Hop: 1\r\nX-End: 2\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
        }
    }

    private static String body(Wire wire, String head) throws IOException {
        String field = "content-length: ";
        int at = head.toLowerCase(Locale.ROOT).indexOf(field);
        if (at >= 0) {
            return wire.text(Integer.parseInt(
                    head.substring(at + field.length()).lines().findFirst().orElseThrow()));
        }
        if (!head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            return "";
        }
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(line(wire), 16);
            body.append(wire.text(size));
            line(wire);
            if (size == 0) {
                return body.toString();
            }
        }
    }

    private static String line(Wire wire) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = wire.in().read();
                octet != '\n' && octet >= 0;
                octet = wire.in().read()) {
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    @Test
    void anAbsoluteFormGoesToTheOriginInItsOwnForm() throws Exception {
        String answer = ask("GET http://origin.test:" + origin.port() + "/a%20b?c=[d]&e=|#f HTTP/1.1\r\n"
                + "Host: elsewhere.test\r\nConnection: keep-alive, X-Secret\r\nX-Secret: 1\r\nX-Kept: 2\r\n"
                + "Keep-Alive: 5\r\nProxy-Connection: keep-alive\r\nTE: trailers\r\nUpgrade: h2c\r\n"
                + fixture.credentials() + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(answer.toLowerCase(Locale.ROOT))
                .contains("connection: close\r\n", "x-end: 2\r\n")
                .doesNotContain("x-hop");
        assertThat(heads).hasSize(1);
        assertThat(heads.getFirst()).startsWith("GET /a%20b?c=[d]&e=| HTTP/1.1\r\n");
        assertThat(heads.getFirst().toLowerCase(Locale.ROOT).lines().skip(1))
                .containsExactlyInAnyOrder("host: origin.test:" + origin.port(), "connection: close", "x-kept: 2");
    }

    @Test
    void bodiesArePassedOnBothWays() throws Exception {
        String body = "0123456789abcdef".repeat(20_000);

        assertThat(ask(request("POST", "/post") + "Content-Length: " + body.length() + "\r\n\r\n" + body))
                .endsWith("\r\n\r\n" + body);
        assertThat(ask(request("POST", "/post") + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
                .endsWith("\r\n\r\nhello");
        assertThat(ask(request("GET", "/chunked") + "\r\n"))
                .startsWith("HTTP/1.1 200 OK")
                .endsWith("\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n");
        assertThat(ask(request("GET", "/until-close") + "\r\n")).endsWith("\r\n\r\nuntil close");
    }

    @Test
    void aHeadHasTheLengthButNoBody() throws Exception {
        assertThat(ask(request("HEAD", "/") + "\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsIgnoringCase("content-length: 1234\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void anOrdinaryClientIsServedAgainAndAgain() throws Exception {
        URI address = URI.create(fixture.proxy().address());
        String secret = address.getUserInfo().substring("weir:".length());
        try (HttpClient client = HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(address.getHost(), address.getPort())))
                .authenticator(new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("weir", secret.toCharArray());
                    }
                })
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            for (int round = 0; round < 5; round++) {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://origin.test:" + origin.port() + "/round" + round))
                        .timeout(Duration.ofSeconds(5))
                        .POST(HttpRequest.BodyPublishers.ofString("body" + round))
                        .build();

                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).isEqualTo("body" + round);
            }
        }
        assertThat(heads).hasSize(5).noneMatch(head -> head.contains(secret));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Proxy-Authorization: Basic d2VpcjpndWVzcw==\r\n",
                "Proxy-Authorization: Basic\r\n",
                "Proxy-Authorization: Bearer x\r\n",
                "Authorization: Basic d2VpcjpndWVzcw==\r\n"
            })
    void whoDoesNotKnowTheSecretIsAsked(String field) throws Exception {
        for (String start :
                List.of("GET http://origin.test:" + origin.port() + "/", "CONNECT 127.0.0.1:" + origin.port())) {
            assertThat(ask(start + " HTTP/1.1\r\n" + field + "\r\n"))
                    .startsWith("HTTP/1.1 407 ")
                    .containsIgnoringCase("proxy-authenticate: Basic realm=\"weir\"\r\n");
        }
        assertThat(origin.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT 127.0.0.1:1",
                "CONNECT [::1]:443",
                "CONNECT ::1:443",
                "CONNECT 169.254.169.254:80",
                "CONNECT 127.1:443",
                "CONNECT 2130706433:443",
                "CONNECT user@127.0.0.1:443",
                "CONNECT origin.test:1",
                "CONNECT 8.8.8.8:0",
                "CONNECT 8.8.8.8:65536",
                "GET http://127.0.0.1/",
                "GET HTTP://127.0.0.1:1/",
                "GET http://origin.test",
                "GET http://[::ffff:10.0.0.1]/",
                "GET http://0x7f.1/"
            })
    void whatThePolicyForbidsIsRefusedForTheExtractorToSee(String start) throws Exception {
        assertThat(ask(start + " HTTP/1.1\r\n" + fixture.credentials() + "\r\n"))
                .startsWith("HTTP/1.1 403 Weir-Egress: refused\r\n")
                .contains("\r\nWeir-Egress: refused\r\n");
        assertThat(origin.connections()).isZero();
    }

    @Test
    void whatCannotBeReachedIsABadGateway() throws Exception {
        assertThat(ask("GET http://unknown.test/ HTTP/1.1\r\n" + fixture.credentials() + "\r\n"))
                .startsWith("HTTP/1.1 502 ")
                .doesNotContain("Weir-Egress");
        try (Socket deaf = new Socket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (GuardProxyFixture other = new GuardProxyFixture(deaf.getLocalPort());
                    Wire wire = other.connect()) {
                wire.send("CONNECT 127.0.0.1:" + deaf.getLocalPort() + " HTTP/1.1\r\n" + other.credentials() + "\r\n");
                assertThat(wire.rest()).startsWith("HTTP/1.1 502 ").doesNotContain("refused");
            }
        }
    }

    @Test
    void theSecretIsNewAtEveryStartAndNotInTheName() throws Exception {
        try (GuardProxyFixture other = new GuardProxyFixture(origin.port())) {
            assertThat(other.credentials()).isNotEqualTo(fixture.credentials());
        }
        String secret = URI.create(fixture.proxy().address()).getUserInfo().substring("weir:".length());
        assertThat(secret).matches("[0-9a-f]{32}");
        assertThat(fixture.proxy().toString()).doesNotContain(secret);
    }

    private String request(String method, String path) {
        return method + " http://origin.test:" + origin.port() + path + " HTTP/1.1\r\n" + fixture.credentials();
    }

    private String ask(String request) throws IOException {
        try (Wire wire = fixture.connect()) {
            return wire.send(request).rest();
        }
    }
}
