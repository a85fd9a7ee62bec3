package dev.weir.system;

import static dev.weir.system.Running.MEDIA;
import static dev.weir.system.Running.ORIGIN;
import static dev.weir.system.Running.encode;
import static dev.weir.system.Running.get;
import static dev.weir.system.Running.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.Weir;
import dev.weir.origin.Origin;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes as clients use them. */
class RoutesIT {
    private static final String STREAM = "/api/v2/stream/";

    @ParameterizedTest
    @CsvSource({
        "youtube/plain______,https://www.youtube.com/watch?v=plain______",
        "bilibili/BVplain00000,https://www.bilibili.com/video/BVplain00000",
        "twitter/1234567890,https://x.com/someone/status/1234567890",
        "x/1234567890,https://twitter.com/i/status/1234567890",
        "instagram/plain,https://www.instagram.com/p/plain/",
        "twitch/123456789,https://www.twitch.tv/videos/123456789"
    })
    void anIdAndItsPageAreTheSameVideo(String video, String page) throws Exception {
        JsonObject byId = data("/api/v2/videos/" + video);
        assertThat(byId.getString("title")).startsWith("Film");
        assertThat(byId.getJsonArray("formats")).hasSizeGreaterThan(3);
        String platform = byId.getString("platform");
        int extractions = ORIGIN.extractions(platform + ":" + byId.getString("id"));
        assertThat(extractions).isPositive();
        for (String form : List.of(
                "/api/v2/videos/auto/" + encode(page),
                "/api/v2/videos/auto/" + page,
                "/api/v2/videos/auto?url=" + encode(page),
                "/api/v2/videos/" + platform + "/" + encode(page))) {
            assertThat(data(form).getString("id")).as(form).isEqualTo(byId.getString("id"));
        }
        assertThat(ORIGIN.extractions(platform + ":" + byId.getString("id"))).isEqualTo(extractions);
    }

    @Test
    void oneExtractionServesAllWhoAskAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> askers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                askers.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return get("/api/v2/videos/youtube/plain_00040").statusCode();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        threads));
            }
            assertThat(askers).allSatisfy(asker -> assertThat(asker.join()).isEqualTo(200));
        }
        assertThat(ORIGIN.extractions("youtube:plain_00040")).isEqualTo(1);
    }

    @Test
    void thePeerTubeExtractorWorksThroughTheGuard() throws Exception {
        String page = "https://" + Origin.PEERTUBE + "/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d";
        JsonObject video = data("/api/v2/videos/auto/" + encode(page));
        assertThat(video.getString("title")).isEqualTo("A film on PeerTube");
        assertThat(get(STREAM + "proxy/auto/" + encode(page) + "?quality=360p").body())
                .isEqualTo(MEDIA.bytes("v360.mp4"));
    }

    @Test
    void theGenericExtractorReadsPagesAndMediaLinks() throws Exception {
        for (String path : List.of("/page/plain/v360.mp4", "/media/plain/v360.mp4")) {
            assertThat(get(STREAM + "proxy/auto/" + ORIGIN.http(path)).body()).isEqualTo(MEDIA.bytes("v360.mp4"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "quality=720p,v720.mp4,720p",
        "quality=360p,v360.mp4,360p",
        "quality=480p,v360.mp4,360p",
        "quality=worst,v144.mp4,144p",
        "quality=4k,v720.mp4,720p",
        "quality=hd,v720.mp4,720p",
        "quality=360p&format=webm,v360.webm,360p",
        "audio_only=true,a128.m4a,audio",
        "format=m4a,a128.m4a,audio"
    })
    void theQualityAskedForIsSent(String query, String file, String quality) throws Exception {
        HttpResponse<byte[]> answer = get(STREAM + "proxy/youtube/plain______?" + query);
        assertThat(answer.body()).isEqualTo(MEDIA.bytes(file));
        assertThat(answer.headers().firstValue("X-Quality")).hasValue(quality);
        assertThat(answer.headers().firstValue("X-Platform")).hasValue("youtube");
    }

    @Test
    void directAndAutoRedirectToTheSite() throws Exception {
        HttpResponse<byte[]> direct = get(STREAM + "direct/youtube/plain______?quality=360p");
        assertThat(direct.statusCode()).isEqualTo(302);
        assertThat(direct.headers().firstValue("Location").orElseThrow()).contains("/media/plain/v360.mp4");
        HttpResponse<byte[]> mobile = get(STREAM + "auto/youtube/plain______?device=mobile");
        assertThat(mobile.headers().firstValue("X-Device-Type")).hasValue("mobile");
        assertThat(mobile.headers().firstValue("X-Selected-Quality")).hasValue("480p");
        assertThat(mobile.headers().firstValue("Location").orElseThrow()).contains("v360.mp4");
        HttpResponse<byte[]> narrow = get(STREAM + "auto/youtube/plain______?bandwidth=300");
        assertThat(narrow.headers().firstValue("Location").orElseThrow()).contains("v144.mp4");
    }

    @Test
    void theSmartRouteProxiesWhatARedirectWouldNotPlay() throws Exception {
        assertThat(get(STREAM + "youtube/plain______").statusCode()).isEqualTo(302);
        assertThat(get(STREAM + "youtube/plain______?mode=proxy").statusCode()).isEqualTo(200);
        assertThat(get(STREAM + "youtube/plain______?country=CN").statusCode()).isEqualTo(200);
        assertThat(get(STREAM + "youtube/plain______", "CF-IPCountry", "CN").statusCode())
                .isEqualTo(200);
        assertThat(get(STREAM + "bilibili/BVreferer000").statusCode()).isEqualTo(200);
        assertThat(get(STREAM + "youtube/bounded____").statusCode()).isEqualTo(200);
        // The generic extractor says that a page's media wants the page as Referer.
        assertThat(get(STREAM + "auto/" + ORIGIN.http("/page/plain/v360.mp4")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void infoTellsBothAddresses() throws Exception {
        JsonObject info = json(get(STREAM + "info/youtube/plain______?quality=360p"));
        assertThat(info.getBoolean("success")).isTrue();
        assertThat(info.getString("stream_url")).contains("/media/plain/v360.mp4");
        assertThat(info.getString("proxy_url")).isEqualTo(STREAM + "proxy/youtube/plain______?quality=360p");
        assertThat(info.getDouble("expires_at")).isGreaterThan(info.getDouble("cached_at"));
        assertThat(info.getJsonObject("video_info").getString("uploader")).isEqualTo("Tester");
        HttpResponse<byte[]> url = get(
                STREAM + "url?proxy=true&quality=360p&url=" + encode("https://www.youtube.com/watch?v=plain______"));
        assertThat(url.headers().firstValue("Location")).hasValue(STREAM + "proxy/youtube/plain______?quality=360p");
    }

    @Test
    void downloadsAreNamed() throws Exception {
        HttpResponse<byte[]> named = get(
                STREAM + "proxy/youtube/plain______?download=true&filename=" + encode("映画 \"x\"/../y.mp4"),
                "Range",
                "bytes=0-1");
        String disposition = named.headers().firstValue("Content-Disposition").orElseThrow();
        assertThat(disposition).startsWith("attachment; filename=").contains("filename*=UTF-8''%E6%98%A0%E7%94%BB");
        assertThat(disposition).doesNotContain("/").doesNotContain("\"x\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/videos/nowhere/1",
                "/api/v2/videos/youtube/short",
                "/api/v2/videos/youtube/--exec",
                "/api/v2/videos/instagram/-x",
                "/api/v2/videos/youtube/..%2f..%2fetc%2fpasswd",
                "/api/v2/videos/youtube/abc%00defghij",
                "/api/v2/videos/auto/file%3A%2F%2F%2Fetc%2Fpasswd",
                "/api/v2/videos/auto?url=ftp%3A%2F%2Fhost%2Ffile",
                "/api/v2/videos/auto?url=data%3Atext%2Fhtml%2Cx",
                "/api/v2/videos/auto?url=http%3A%2F%2Fuser%3Apass%40host.example%2F",
                "/api/v2/stream/proxy/youtube/plain______?quality=bad",
                "/api/v2/stream/proxy/youtube/plain______?format=exe",
                "/api/v2/stream/proxy/youtube/plain______?download=maybe",
                "/api/v2/stream/youtube/plain______?mode=teleport",
                "/api/v2/stream/auto/youtube/plain______?bandwidth=-5"
            })
    void badInputIsOneClearSentence(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonObject failure = json(answer);
        assertThat(failure.getString("reason")).isIn("invalid_parameter", "unsupported_url");
        assertThat(failure.getString("error")).endsWith(".");
        assertThat(failure.getString("detail")).isNotBlank();
        assertThat(failure.getString("request_id")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/x",
                "http://169.254.169.254/latest",
                "http://[::1]/x",
                "http://2130706433/",
                "http://[::ffff:10.0.0.1]/"
            })
    void addressesInsideAreRefused(String page) throws Exception {
        HttpResponse<byte[]> answer = get("/api/v2/videos/auto?url=" + encode(page));
        assertThat(answer.statusCode()).isIn(400, 403);
        assertThat(json(answer).getString("reason")).isIn("address_refused", "invalid_parameter", "unsupported_url");
    }

    @Test
    void tooLongIsSaidInTheEnvelope() throws Exception {
        HttpResponse<byte[]> url = get("/api/v2/videos/youtube/" + "a".repeat(5000));
        assertThat(url.statusCode()).isEqualTo(414);
        assertThat(json(url).getString("code")).isEqualTo("URL_TOO_LONG");
        HttpResponse<byte[]> huge = get("/api/v2/videos/youtube/" + "a".repeat(30_000));
        assertThat(huge.statusCode()).isEqualTo(414);
        assertThat(json(huge).getString("code")).isEqualTo("URL_TOO_LONG");
        HttpResponse<byte[]> headers = get("/health", "X-Long", "a".repeat(9000));
        assertThat(headers.statusCode()).isEqualTo(431);
        assertThat(json(headers).getString("code")).isEqualTo("HEADERS_TOO_LARGE");
    }

    @Test
    void otherMethodsAndPathsAreExplained() throws Exception {
        HttpResponse<byte[]> method = send("POST", "/health");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow").orElseThrow()).contains("GET");
        assertThat(json(method).getString("code")).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(json(get("/nowhere")).getString("reason")).isEqualTo("no_such_route");
    }

    @Test
    void theServerTellsOfItself() throws Exception {
        JsonObject health = json(get("/health"));
        assertThat(health.getString("status")).isIn("healthy", "degraded");
        assertThat(health.getJsonObject("services").getString("yt-dlp")).isEqualTo("healthy");
        assertThat(health.getJsonObject("services").getString("redis")).isEqualTo("not configured");
        assertThat(health.getJsonObject("versions").getString("yt-dlp")).startsWith("20");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(json(get("/api/v2/system/version")).getString("name")).isEqualTo("Weir");
        assertThat(json(get("/")).getString("name")).isEqualTo("Weir");
        assertThat(new String(get("/", "Accept", "text/html").body(), StandardCharsets.UTF_8))
                .contains("<form");
        assertThat(new String(get("/metrics").body(), StandardCharsets.UTF_8))
                .contains("weir_http_requests_seconds_count", "weir_extractions_seconds", "weir_streams_active");
        HttpResponse<byte[]> given = get("/health", "X-Request-ID", "my-id.1");
        assertThat(given.headers().firstValue("X-Request-ID")).hasValue("my-id.1");
        assertThat(given.headers().firstValue("X-Response-Time").orElseThrow()).matches("\\d+\\.\\d{3}ms");
        assertThat(given.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void pagesOfNamedOriginsMayReadAnswers() throws Exception {
        try (Weir other = Running.start(Map.of("CORS_ALLOWED_ORIGINS", "https://player.example"))) {
            HttpRequest.Builder health =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + other.port() + "/health"));
            HttpResponse<Void> named = Running.HTTP.send(
                    health.copy().header("Origin", "https://player.example").build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(named.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("https://player.example");
            HttpResponse<Void> unknown = Running.HTTP.send(
                    health.copy().header("Origin", "https://evil.example").build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(unknown.statusCode()).isEqualTo(200);
            assertThat(unknown.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            HttpResponse<Void> preflight = Running.HTTP.send(
                    health.copy()
                            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                            .header("Origin", "https://player.example")
                            .header("Access-Control-Request-Method", "GET")
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                    .isPresent();
        }
    }

    @Test
    void streamsPastTheLimitsAreRefused() throws Exception {
        try (Weir other = Running.start(Map.of("MAX_STREAMS_PER_CLIENT", "1"))) {
            String base = "http://127.0.0.1:" + other.port();
            URI slow = URI.create(base + Running.proxyOf("slow", "noise.mp4"));
            HttpResponse<InputStream> first =
                    Running.HTTP.send(HttpRequest.newBuilder(slow).build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(first.statusCode()).isEqualTo(200);
            HttpResponse<byte[]> second =
                    Running.HTTP.send(HttpRequest.newBuilder(slow).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("Retry-After")).isPresent();
            first.body().close();
        }
    }

    @Test
    void theDescriptionHoldsEveryField() throws Exception {
        JsonObject video = data("/api/v2/videos/youtube/plain______");
        assertThat(video.fieldNames())
                .contains(
                        "id",
                        "title",
                        "description",
                        "duration",
                        "thumbnail",
                        "platform",
                        "uploader",
                        "view_count",
                        "like_count",
                        "upload_date",
                        "is_live",
                        "formats",
                        "captions");
        JsonArray formats = video.getJsonArray("formats");
        assertThat(formats.getJsonObject(0).fieldNames())
                .contains(
                        "format_id",
                        "url",
                        "ext",
                        "quality",
                        "resolution",
                        "width",
                        "height",
                        "fps",
                        "vcodec",
                        "acodec",
                        "codec",
                        "language",
                        "filesize",
                        "bitrate",
                        "tbr",
                        "protocol");
    }

    private static JsonObject data(String path) throws Exception {
        JsonObject answer = json(get(path));
        assertThat(answer.getBoolean("success")).as(answer.encode()).isTrue();
        return answer.getJsonObject("data");
    }

    private static JsonObject json(HttpResponse<byte[]> answer) {
        return new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
    }
}
