package dev.weir.security.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.ProxyAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GuardProxyChainTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void anHttpProxyIsAskedForTheName() throws Exception {
        try (LoopbackServer origin = new LoopbackServer(GuardProxyChainTest::answer);
                LoopbackServer next = new LoopbackServer(this::httpProxy);
                GuardProxyFixture fixture = chained(ProxyAddress.Scheme.HTTP, next, origin, "user", "pass")) {
            assertThat(ask(fixture, "http://video.test:" + origin.port() + "/a"))
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith("\r\n\r\nGET /a HTTP/1.1");
            assertThat(asked.getFirst())
                    .startsWith("CONNECT video.test:" + origin.port() + " HTTP/1.1\r\n")
                    .containsIgnoringCase("proxy-authorization: Basic dXNlcjpwYXNz\r\n");
        }
    }

    @Test
    void aTunnelGoesThroughAnHttpProxy() throws Exception {
        try (LoopbackServer origin = new LoopbackServer(GuardProxyChainTest::answer);
                LoopbackServer next = new LoopbackServer(this::httpProxy);
                GuardProxyFixture fixture = chained(ProxyAddress.Scheme.HTTP, next, origin, null, null);
                Wire wire = fixture.tunnel(origin.port())) {
            assertThat(wire.send("GET /b HTTP/1.1\r\n\r\n").rest()).endsWith("\r\n\r\nGET /b HTTP/1.1");
            assertThat(asked.getFirst()).startsWith("CONNECT 127.0.0.1:" + origin.port() + " HTTP/1.1\r\n");
        }
    }

    @Test
    void aSocksProxyIsAskedForTheNameOrTheCheckedAddress() throws Exception {
        try (LoopbackServer origin = new LoopbackServer(GuardProxyChainTest::answer);
                LoopbackServer next = new LoopbackServer(this::socksProxy);
                GuardProxyFixture byName = chained(ProxyAddress.Scheme.SOCKS5H, next, origin, null, null);
                GuardProxyFixture byAddress = chained(ProxyAddress.Scheme.SOCKS5, next, origin, null, null)) {
            assertThat(ask(byName, "http://video.test:" + origin.port() + "/c")).endsWith("GET /c HTTP/1.1");
            assertThat(ask(byAddress, "http://origin.test:" + origin.port() + "/d"))
                    .endsWith("GET /d HTTP/1.1");
            assertThat(asked).containsExactly("video.test:" + origin.port(), "127.0.0.1:" + origin.port());
        }
    }

    @Test
    void whatTheGuardRefusesTheNextProxyNeverSees() throws Exception {
        try (LoopbackServer next = new LoopbackServer(this::httpProxy);
                GuardProxyFixture fixture = chained(ProxyAddress.Scheme.HTTP, next, next, null, null)) {
            assertThat(ask(fixture, "http://metadata.google.internal/"))
                    .startsWith("HTTP/1.1 403 Weir-Egress: refused");
            assertThat(ask(fixture, "http://169.254.169.254/")).startsWith("HTTP/1.1 403 Weir-Egress: refused");
            assertThat(next.connections()).isZero();
        }
    }

    @Test
    void aProxyThatRefusesOrHangsUpIsABadGateway() throws Exception {
        try (LoopbackServer refusing = new LoopbackServer(wire -> {
                    wire.head();
                    wire.send("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
                });
                LoopbackServer silent = new LoopbackServer(wire -> {})) {
            for (LoopbackServer next : List.of(refusing, silent)) {
                for (ProxyAddress.Scheme scheme : List.of(ProxyAddress.Scheme.HTTP, ProxyAddress.Scheme.SOCKS5H)) {
                    try (GuardProxyFixture fixture = chained(scheme, next, next, null, null)) {
                        assertThat(ask(fixture, "http://video.test/")).startsWith("HTTP/1.1 502 ");
                    }
                }
            }
        }
    }

    private static GuardProxyFixture chained(
            ProxyAddress.Scheme scheme, LoopbackServer next, LoopbackServer origin, String username, String password)
            throws Exception {
        ProxyAddress address = new ProxyAddress(scheme, "127.0.0.1", next.port(), username, password);
        return new GuardProxyFixture(origin.port(), address, Duration.ofSeconds(10));
    }

    private static String ask(GuardProxyFixture fixture, String url) throws IOException {
        try (Wire wire = fixture.connect()) {
            return wire.send("GET " + url + " HTTP/1.1\r\n" + fixture.credentials() + "\r\n")
                    .rest();
        }
    }

    /** Says the request's first line. */
    private static void answer(Wire wire) throws IOException {
        String line = wire.head().lines().findFirst().orElse("");
        wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + line.length() + "\r\n\r\n" + line);
    }

    /** Knows every name as loopback. */
    private void httpProxy(Wire wire) throws IOException {
        String head = wire.head();
        asked.add(head);
        int port = Integer.parseInt(head.substring(head.indexOf(':') + 1, head.indexOf(" HTTP")));
        wire.send("HTTP/1.1 200 OK\r\n\r\n");
        splice(wire, port);
    }

    /** RFC 1928 for a client without credentials. */
    private void socksProxy(Wire wire) throws IOException {
        int methods = wire.bytes(2)[1];
        wire.bytes(methods);
        wire.send(new byte[] {5, 0});
        int type = wire.bytes(4)[3];
        String host = type == 1
                ? InetAddress.getByAddress(wire.bytes(4)).getHostAddress()
                : new String(wire.bytes(wire.bytes(1)[0]), StandardCharsets.US_ASCII);
        byte[] port = wire.bytes(2);
        int number = (port[0] & 0xff) << 8 | (port[1] & 0xff);
        asked.add(host + ":" + number);
        wire.send(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
        splice(wire, number);
    }

    private static void splice(Wire client, int port) throws IOException {
        try (Wire origin = new Wire(new Socket(InetAddress.getLoopbackAddress(), port))) {
            Thread.ofVirtual().start(() -> {
                try {
                    client.in().transferTo(origin.out());
                } catch (IOException _) {
                    // One of the two left.
                }
            });
            origin.in().transferTo(client.out());
        }
    }
}
