package dev.weir.system;

import static dev.weir.system.Running.MEDIA;
import static dev.weir.system.Running.ORIGIN;
import static dev.weir.system.Running.encode;
import static dev.weir.system.Running.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.Weir;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GET-only endpoints, as players in games use them. */
class GameRoutesIT {
    private static final String PAGE = "url=" + encode("https://www.youtube.com/watch?v=plain______");
    private static final String WANTS_REFERER = "url=" + encode("https://www.bilibili.com/video/BVreferer000");

    @ParameterizedTest
    @CsvSource({
        "/api/vrchat/stream?,v720.mp4,720p",
        "/api/vrchat/stream?quality=best&,v720.mp4,720p",
        "/api/vrchat/stream?quality=1080p&player=avpro&,v720.mp4,720p",
        "/api/vrchat/stream?quality=480p&player=unity&,v360.mp4,360p",
        "/api/vrchat/stream?quality=360p&player=AUTO&format=redirect&,v360.mp4,360p",
        "/api/stream?,v720.mp4,720p",
        "/api/stream?quality=lowest&,v144.mp4,144p",
        "/api/stream?quality=360p&,v360.mp4,360p"
    })
    void aRedirectLeadsToTheFile(String path, String file, String quality) throws Exception {
        HttpResponse<byte[]> answer = get(path + PAGE);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .startsWith(ORIGIN.http("/media/plain/" + file));
        assertThat(answer.headers().firstValue("X-Quality")).hasValue(quality);
        assertThat(answer.headers().firstValue("X-Platform")).hasValue("youtube");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/vrchat/stream?", "/api/stream?"})
    void whereARedirectWouldNotPlayItLeadsThroughThisServer(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path + "quality=360p&" + WANTS_REFERER);
        assertThat(answer.statusCode()).isEqualTo(302);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo("/api/v2/stream/proxy/bilibili/BVreferer000?quality=360p&player=auto");
        assertThat(get(location).body()).isEqualTo(MEDIA.bytes("v360.mp4"));
        assertThat(get(path + PAGE + "&country=CN")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .startsWith("/api/v2/stream/proxy/youtube/plain______");
    }

    @ParameterizedTest
    @CsvSource({"/api/vrchat/stream?player=avpro&,avpro,720p", "/api/stream?,auto,best"})
    void theProxyCanBeAskedForOutright(String path, String player, String quality) throws Exception {
        String location = get(path + "format=proxy&" + PAGE)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(location)
                .isEqualTo("/api/v2/stream/proxy/youtube/plain______?quality=" + quality + "&player=" + player);
        assertThat(get(location).body()).isEqualTo(MEDIA.bytes("v720.mp4"));
    }

    @Test
    void theDocumentNamesWhatWasChosen() throws Exception {
        JsonObject document = json("/api/vrchat/stream?format=json&player=avpro&quality=480p&" + PAGE);
        assertThat(document.getBoolean("success")).isTrue();
        assertThat(document.getString("stream_url")).contains("/media/plain/v360.mp4");
        assertThat(document.getString("proxy_url"))
                .isEqualTo("/api/v2/stream/proxy/youtube/plain______?quality=480p&player=avpro");
        assertThat(document.getString("quality")).isEqualTo("360p");
        assertThat(document.getString("player_type")).isEqualTo("avpro");
        assertThat(document.getBoolean("plays_directly")).isTrue();
        assertThat(document.getJsonObject("codec_info").getBoolean("avpro_compatible"))
                .isTrue();
        assertThat(document.fieldNames())
                .contains("platform", "video_id", "vrchat_optimized", "unity_optimized", "notes");
        JsonObject simple = json("/api/stream?format=json&" + WANTS_REFERER);
        assertThat(simple.getBoolean("plays_directly")).isFalse();
        assertThat(simple.fieldNames()).contains("platform", "video_id", "stream_url", "quality", "success");
    }

    /** A link to media tells nothing of its codecs. */
    @Test
    void whatNobodyKnowsIsNull() throws Exception {
        JsonObject codecs = json("/api/vrchat/stream?format=json&url=" + encode(ORIGIN.http("/media/plain/v360.mp4")))
                .getJsonObject("codec_info");
        assertThat(codecs.containsKey("avpro_compatible")).isTrue();
        assertThat(codecs.getValue("avpro_compatible")).isNull();
    }

    @Test
    void whatNoGamePlaysIsNotPassedOffAsIfItDid() throws Exception {
        String webm = "url=" + encode(ORIGIN.http("/media/plain/v360.webm"));
        HttpResponse<byte[]> answer = get("/api/vrchat/stream?" + webm);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(body(answer).getString("reason")).isEqualTo("no_such_format");
        JsonObject info = json("/api/vrchat/info?" + webm);
        assertThat(info.getBoolean("vrchat_compatible")).isFalse();
        assertThat(info.getJsonArray("compatibility_notes")).isNotEmpty();
        assertThat(json("/api/info?" + webm).getBoolean("stream_available")).isFalse();
        JsonObject formats = json("/api/formats?" + webm);
        assertThat(formats.getJsonArray("available_qualities")).isEmpty();
        assertThat(formats.containsKey("recommended_quality")).isTrue();
    }

    @Test
    void infoAndFormatsTellOfTheVideo() throws Exception {
        JsonObject info = json("/api/info?" + PAGE);
        assertThat(info.getString("platform")).isEqualTo("youtube");
        assertThat(info.getString("video_id")).isEqualTo("plain______");
        assertThat(info.getBoolean("stream_available")).isTrue();
        JsonObject video = info.getJsonObject("info");
        assertThat(video.fieldNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "title",
                        "description",
                        "duration",
                        "uploader",
                        "upload_date",
                        "view_count",
                        "like_count",
                        "thumbnail");
        assertThat(video.getValue("duration")).isEqualTo(20);
        assertThat(video.getString("title")).contains("映画");
        JsonObject formats = json("/api/formats?" + PAGE);
        assertThat(formats.getJsonArray("available_qualities"))
                .isEqualTo(JsonArray.of("highest", "lowest", "720p", "360p", "144p"));
        assertThat(formats.getString("recommended_quality")).isEqualTo("highest");
        assertThat(formats.getJsonObject("video_info")).isEqualTo(video);
        JsonObject game = json("/api/vrchat/info?player=unity&" + PAGE);
        assertThat(game.getBoolean("vrchat_compatible")).isTrue();
        assertThat(game.getString("player_type")).isEqualTo("unity");
        assertThat(game.getString("recommended_quality")).isEqualTo("720p");
        assertThat(get(game.getJsonObject("vrchat_endpoints").getString("stream"))
                        .statusCode())
                .isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/vrchat/stream?quality=best",
                "/api/vrchat/stream?url=",
                "/api/vrchat/stream?url=ftp%3A%2F%2Fhost%2Ff",
                "/api/vrchat/stream?url=not%20a%20page",
                "/api/vrchat/stream?quality=big&P",
                "/api/vrchat/stream?quality=bestaudio&P",
                "/api/vrchat/stream?player=vlc&P",
                "/api/vrchat/stream?format=mp4&P",
                "/api/vrchat/stream?country=Germany&P",
                "/api/vrchat/stream?P&P",
                "/api/vrchat/info",
                "/api/vrchat/info?player=vlc&P",
                "/api/stream",
                "/api/stream?quality=&P",
                "/api/stream?format=xml&P",
                "/api/info",
                "/api/info?url=file%3A%2F%2F%2Fetc%2Fpasswd",
                "/api/formats",
                "/api/embed",
                "/api/v2/stream/proxy/youtube/plain______?player=vlc"
            })
    void whatIsNotValidIsOneClearSentence(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path.replace("P", PAGE));
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonObject failure = body(answer);
        assertThat(failure.getString("reason")).isIn("invalid_parameter", "unsupported_url");
        assertThat(failure.getString("error")).endsWith(".");
        assertThat(failure.getString("detail")).isNotBlank();
    }

    @Test
    void platformsAreThoseThatAreAllowed() throws Exception {
        JsonObject all = json("/api/platforms");
        assertThat(all.getInteger("total_platforms")).isEqualTo(5);
        assertThat(all.getJsonArray("supported_platforms").getJsonObject(0).fieldNames())
                .containsExactlyInAnyOrder("name", "platform_id", "domains", "example_urls", "features", "notes");
        try (Weir other = Running.start(Map.of("ALLOWED_PLATFORMS", "twitch,youtube"))) {
            HttpResponse<byte[]> answer = Running.HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + other.port() + "/api/platforms"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(body(answer).getJsonArray("supported_platforms").stream()
                            .map(entry -> ((JsonObject) entry).getString("platform_id")))
                    .containsExactly("youtube", "twitch");
        }
    }

    @Test
    void healthIsThatOfTheServer() throws Exception {
        JsonObject game = json("/api/vrchat/health");
        assertThat(game.getString("status")).isIn("healthy", "degraded");
        assertThat(game.getJsonArray("supported_players")).contains("avpro", "unity", "auto");
        assertThat(game.fieldNames())
                .contains("service", "version", "features", "endpoints", "supported_qualities", "notes");
        assertThat(json("/api/health").fieldNames())
                .isEqualTo(json("/api/v2/system/health").fieldNames());
    }

    @Test
    void olderRoutesNameTheirSuccessors() throws Exception {
        for (String path : List.of("/api/v3/streaming/proxy/youtube/x", "/api/media/details?url=x", "/api/content/a")) {
            HttpResponse<byte[]> answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(body(answer).getString("reason")).isEqualTo("no_such_route");
            assertThat(body(answer).getString("detail")).contains("took over");
        }
        assertThat(body(Running.send("POST", "/api/v3/videos/batch/info")).getString("detail"))
                .contains("POST /api/v2/videos/batch");
    }

    private static JsonObject json(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return body(answer);
    }

    private static JsonObject body(HttpResponse<byte[]> answer) {
        return new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
    }
}
