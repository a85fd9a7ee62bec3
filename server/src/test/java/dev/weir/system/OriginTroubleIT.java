package dev.weir.system;

import static dev.weir.system.Running.MEDIA;
import static dev.weir.system.Running.ORIGIN;
import static dev.weir.system.Running.WEIR;
import static dev.weir.system.Running.get;
import static dev.weir.system.Running.proxyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.weir.origin.Asked;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Origins that misbehave, and clients that leave. */
class OriginTroubleIT {
    private static final byte[] FILM = MEDIA.bytes("v720.mp4");

    @ParameterizedTest
    @ValueSource(strings = {"cut", "reset", "stall", "chunkedcut", "toolong"})
    void aBrokenBodyNeverLooksComplete(String behaviour) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(proxyOf(behaviour, "noise.mp4")));
    }

    @Test
    void anOldClientSeesABrokenBodyToo() throws Exception {
        // HTTP/1.0 knows no chunks: only a reset tells it.
        try (Socket socket = ask("GET " + proxyOf("chunkedcut", "noise.mp4") + " HTTP/1.0\r\n\r\n")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> socket.getInputStream().readAllBytes());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "silent,504,upstream_timeout",
        "dead,502,upstream_failed",
        "busy,502,upstream_failed",
        "limited,503,upstream_rate_limited",
        "page,502,upstream_failed",
        "loop,502,upstream_failed",
        "tofile,502,upstream_failed",
        "inward,403,address_refused",
        "private,403,address_refused"
    })
    void whatCannotBeSentIsToldInOneSentence(String behaviour, int status, String reason) throws Exception {
        HttpResponse<byte[]> answer =
                get("/api/v2/stream/proxy/youtube/" + (behaviour + "__________").substring(0, 11));
        JsonObject failure = new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
        assertThat(failure.getString("reason")).isEqualTo(reason);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(failure.getString("error")).endsWith(".");
        assertThat(failure.getString("detail")).isNotBlank();
        assertThat(failure.encode())
                .doesNotContain("sig=")
                .doesNotContain("127.0.0.1")
                .doesNotContain("10.1.2.3");
    }

    @Test
    void aRangeThatLiesIsNotPassedOn() throws Exception {
        assertThat(get(proxyOf("wrongrange", "noise.mp4"), "Range", "bytes=1000-2000")
                        .statusCode())
                .isEqualTo(502);
    }

    @Test
    void aConnectionThatBreaksOnceIsNotNoticed() throws Exception {
        assertThat(get("/api/v2/stream/proxy/youtube/cutonce____").body()).isEqualTo(FILM);
    }

    @Test
    void anAddressThatExpiresIsReplaced() throws Exception {
        String path = "/api/v2/stream/proxy/youtube/bounded_001";
        assertThat(get(path, "Range", "bytes=0-99").statusCode()).isEqualTo(206);
        assertThat(ORIGIN.extractions("youtube:bounded_001")).isEqualTo(1);
        ORIGIN.expireAll();
        assertThat(get(path).body()).isEqualTo(FILM);
        assertThat(ORIGIN.extractions("youtube:bounded_001")).isEqualTo(2);
    }

    @Test
    void rangesNeverExceedWhatTheSiteServesWell() throws Exception {
        get("/api/v2/stream/proxy/youtube/bounded_002");
        assertThat(ORIGIN.requests("bounded"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.header("range")).matches("bytes=\\d+-\\d+"));
    }

    @Test
    void redirectsAreFollowed() throws Exception {
        assertThat(get("/api/v2/stream/proxy/youtube/redirect___").body()).isEqualTo(FILM);
    }

    @Test
    void tlsIsChecked() throws Exception {
        assertThat(get("/api/v2/stream/proxy/youtube/tls________").body()).isEqualTo(FILM);
    }

    @Test
    void theSitesOwnHeadersAndCookiesAreSent() throws Exception {
        assertThat(get("/api/v2/stream/proxy/bilibili/BVreferer000").body()).isEqualTo(FILM);
        assertThat(get("/api/v2/stream/proxy/youtube/cookie_____").body()).isEqualTo(FILM);
    }

    @Test
    void nothingOfTheClientGoesUpAndNothingOfTheOriginComesDown() throws Exception {
        HttpResponse<byte[]> answer = get(
                proxyOf("chatty", "v360.mp4"),
                "Cookie",
                "mine=1",
                "Authorization",
                "Bearer mine",
                "X-Forwarded-For",
                "203.0.113.7",
                "User-Agent",
                "MyPlayer/1.0",
                "Accept-Language",
                "xx");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map())
                .doesNotContainKeys("set-cookie", "strict-transport-security", "alt-svc", "x-powered-by");
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        for (Asked request : ORIGIN.requests("chatty")) {
            assertThat(request.headers()).doesNotContainKeys("cookie", "authorization", "x-forwarded-for", "via");
            assertThat(request.headers().toString()).doesNotContain("MyPlayer").doesNotContain("xx");
        }
    }

    @Test
    void aClientThatLeavesFreesEverything() throws Exception {
        String path = proxyOf("slow", "noise.mp4");
        get(proxyOf("slow", "noise.mp4"), "Range", "bytes=0-9");
        int before = ORIGIN.openConnections();
        try (Socket socket = ask("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")) {
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            await().atMost(Duration.ofSeconds(2)).until(() -> metric("active_streams") == 1);
        }
        await().atMost(Duration.ofSeconds(1)).until(() -> metric("active_streams") == 0);
        await().atMost(Duration.ofSeconds(1)).until(() -> ORIGIN.openConnections() <= before);
    }

    @Test
    void aClientThatStopsReadingIsGivenUp() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), WEIR.port()));
            socket.getOutputStream()
                    .write(("GET " + proxyOf("plain", "noise.mp4") + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(3)).until(() -> metric("active_streams") == 1);
            await().atMost(Duration.ofSeconds(10)).until(() -> metric("active_streams") == 0);
        }
    }

    private static double metric(String name) throws Exception {
        return new JsonObject(new String(get("/api/v2/stream/metrics").body(), StandardCharsets.UTF_8))
                .getJsonObject("data")
                .getDouble(name);
    }

    private static Socket ask(String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), WEIR.port());
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
