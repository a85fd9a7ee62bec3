package dev.weir.security.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class GuardProxyMalformedTest {
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private String reply = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private LoopbackServer origin;
    private GuardProxyFixture fixture;

    @BeforeEach
    void start() throws Exception {
        origin = new LoopbackServer(wire -> {
            heard.writeBytes(wire.head().getBytes(StandardCharsets.ISO_8859_1));
            wire.send(reply);
            for (int octet = wire.in().read(); octet >= 0; octet = wire.in().read()) {
                heard.write(octet);
            }
        });
        fixture = new GuardProxyFixture(origin.port());
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
        origin.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1",
                "GET * HTTP/1.1",
                "OPTIONS * HTTP/1.1",
                "GET https://origin.test/ HTTP/1.1",
                "GET ftp://origin.test/ HTTP/1.1",
                "GET http:/// HTTP/1.1",
                "GET http:origin.test HTTP/1.1",
                "GET http://user:secret@origin.test/ HTTP/1.1",
                "GET http://127.0.0.1\\@8.8.8.8/ HTTP/1.1",
                "GET http://origin.test:123456/ HTTP/1.1",
                "GET http://origin.test:-1/ HTTP/1.1",
                "GET http://origin.test:80:80/ HTTP/1.1",
                "GET http://::1/ HTTP/1.1",
                "GET http://[::1/ HTTP/1.1",
                "CONNECT origin.test HTTP/1.1",
                "CONNECT origin.test: HTTP/1.1",
                "CONNECT :443 HTTP/1.1",
                "CONNECT origin.test:99999999999 HTTP/1.1",
                "CONNECT origin.test:+443 HTTP/1.1",
                "CONNECT origin.test:https HTTP/1.1",
                "CONNECT http://origin.test/ HTTP/1.1"
            })
    void targetsThatAreNotForProxiesAreBadRequests(String line) throws Exception {
        assertThat(ask(line + "\r\n" + fixture.credentials() + "\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(origin.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void headersWithoutEndAreNotStored(int kind) throws Exception {
        String bomb = kind == 0
                ? "GET http://origin.test/" + "a".repeat(20_000)
                : "GET " + url() + " HTTP/1.1\r\n" + "X-Bomb: aaaaaaaaaaaaaaaaaaaa\r\n".repeat(5_000);

        assertRejected(bomb.getBytes(StandardCharsets.US_ASCII));
        assertThat(origin.connections()).isZero();
        assertServes();
    }

    @Test
    void longUrlsAndManyCookiesPass() throws Exception {
        String answer = ask("GET " + url() + "?sig=" + "a".repeat(12_000) + " HTTP/1.1\r\nCookie: " + "b".repeat(20_000)
                + "\r\n" + fixture.credentials() + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\nok");
    }

    @Test
    void whatFollowsTheRequestNeverReachesTheOrigin() throws Exception {
        String request = "GET " + url() + " HTTP/1.1\r\n" + fixture.credentials() + "\r\n";

        assertThat(ask(request + request + request)).endsWith("\r\n\r\nok").containsOnlyOnce("HTTP/1.1");
        assertThat(heardInAll()).startsWith("GET ").containsOnlyOnce("GET ").doesNotContain("Proxy-Authorization");
        assertThat(origin.connections()).isEqualTo(1);
    }

    @Test
    void aBrokenBodyIsNoEndToTheOrigin() throws Exception {
        ask("POST " + url() + " HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + fixture.credentials()
                + "\r\n3\r\nabc\r\nzz\r\n");

        assertThat(heardInAll()).startsWith("POST ").doesNotContain("\r\n0\r\n");
    }

    @Test
    void lengthAndChunksTogetherAreRejected() throws Exception {
        assertRejected(("POST " + url() + " HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n"
                        + fixture.credentials() + "\r\n0\r\n\r\nGET http://127.0.0.1:1/ HTTP/1.1")
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(origin.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nraw",
                "SSH-2.0-OpenSSH_9.9\r\n"
            })
    void anOriginThatDoesNotAnswerInHttpIsABadGateway(String bytes) throws Exception {
        origin.close();
        try (LoopbackServer odd = new LoopbackServer(wire -> {
                    wire.head();
                    wire.send(bytes);
                });
                GuardProxyFixture other = new GuardProxyFixture(odd.port());
                Wire wire = other.connect()) {
            wire.send("GET http://origin.test:" + odd.port() + "/ HTTP/1.1\r\n" + other.credentials() + "\r\n");

            assertThat(wire.rest()).startsWith("HTTP/1.1 502 ").containsOnlyOnce("HTTP/1.1");
        }
    }

    @Test
    void interimAnswersPrecedeTheAnswer() throws Exception {
        reply = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + reply;

        assertThat(ask("GET " + url() + " HTTP/1.1\r\nExpect: 100-continue\r\n" + fixture.credentials() + "\r\n"))
                .containsSubsequence("HTTP/1.1 100 ", "HTTP/1.1 103 ", "HTTP/1.1 200 ", "ok");
    }

    @Test
    void whatFollowsTheAnswerNeverReachesTheClient() throws Exception {
        reply = reply + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";

        assertThat(ask("GET " + url() + " HTTP/1.1\r\n" + fixture.credentials() + "\r\n"))
                .endsWith("\r\n\r\nok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3\r\nabc\r\n", "3\r\nabc\r\nzz\r\n\r\n", "3\r\nabc\r\n3\r\nde"})
    void aBrokenAnswerIsNoEndToTheClient(String chunks) throws Exception {
        try (LoopbackServer odd = new LoopbackServer(wire -> {
                    wire.head();
                    wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
                });
                GuardProxyFixture other = new GuardProxyFixture(odd.port());
                Wire wire = other.connect()) {
            wire.send("GET http://origin.test:" + odd.port() + "/ HTTP/1.1\r\n" + other.credentials() + "\r\n");

            assertThat(wire.rest())
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("3\r\nabc\r\n")
                    .doesNotContain("0\r\n\r\n");
        }
    }

    @Test
    void noiseIsAnsweredOrCutOffAndTheNextClientIsServed() throws Exception {
        Random random = new Random(20_260_101);
        for (int round = 0; round < 50; round++) {
            byte[] noise = new byte[random.nextInt(2_000)];
            random.nextBytes(noise);
            assertRejected(noise);
        }
        assertThat(origin.connections()).isZero();
        assertServes();
    }

    private String heardInAll() {
        await().atMost(Duration.ofSeconds(3)).until(() -> origin.openConnections() == 0);
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** With an error, unless closing amid what comes destroys it on the way. */
    private void assertRejected(byte[] request) throws IOException {
        try (Wire wire = fixture.connect()) {
            wire.send(request).send("\r\n\r\n");
            assertThat(wire.head()).matches("(?s)|HTTP/1\\.1 4.*");
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("Connection reset.*|Broken pipe.*");
        }
    }

    private void assertServes() throws IOException {
        assertThat(ask("GET " + url() + " HTTP/1.1\r\n" + fixture.credentials() + "\r\n"))
                .endsWith("\r\n\r\nok");
    }

    private String url() {
        return "http://origin.test:" + origin.port() + "/";
    }

    private String ask(String request) throws IOException {
        try (Wire wire = fixture.connect()) {
            return wire.send(request).rest();
        }
    }
}
