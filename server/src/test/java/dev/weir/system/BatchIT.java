package dev.weir.system;

import static dev.weir.system.Posts.json;
import static dev.weir.system.Posts.post;
import static dev.weir.system.Running.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.app.Weir;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many videos with one request. */
class BatchIT {
    private static final String BATCH = "/api/v2/videos/batch";
    private static final String STREAMS = "/api/v2/stream/batch";

    @Test
    void everyItemAnswersForItselfInItsPlace() throws Exception {
        String watch = "https://www.youtube.com/watch?v=plain_90002";
        JsonObject answer = json(post(BATCH, """
                {"requests":[
                  {"platform":"youtube","video_id":"plain_90001","quality":"720p"},
                  {"url":"%1$s"},
                  {"platform":"youtube","video_id":"gone__90001"},
                  {"platform":"x","video_id":"1234567890"},
                  {"platform":"nowhere","video_id":"1"},
                  {"platform":"youtube","video_id":"tooshort"},
                  {"platform":"youtube","video_id":"plain_90001","quality":"bad"},
                  {"platform":"auto","video_id":"%1$s"},
                  {"platform":"youtube","video_id":"private_901"},
                  {"url":"https://youtu.be/plain_90001"}],
                 "options":{"max_concurrent":10}}""".formatted(watch)));
        assertThat(answer.fieldNames())
                .containsExactlyInAnyOrder("success", "total", "completed", "failed", "duration_seconds", "results");
        assertThat(answer.getBoolean("success")).isTrue();
        assertThat(answer.getInteger("total")).isEqualTo(10);
        assertThat(answer.getInteger("completed")).isEqualTo(5);
        assertThat(answer.getInteger("failed")).isEqualTo(5);
        assertThat(answer.getDouble("duration_seconds")).isPositive();
        List<JsonObject> results = objects(answer.getJsonArray("results"));
        assertThat(results)
                .extracting(result -> result.getString("reason"))
                .containsExactly(
                        null,
                        null,
                        "not_found",
                        null,
                        "invalid_parameter",
                        "invalid_parameter",
                        "invalid_parameter",
                        null,
                        "address_refused",
                        null);
        assertThat(results).allSatisfy(result -> {
            assertThat(result.fieldNames())
                    .containsExactlyInAnyOrder(
                            "platform", "video_id", "url", "success", "video_info", "error", "reason");
            boolean success = result.getBoolean("success");
            assertThat(result.getValue("video_info") != null).isEqualTo(success);
            assertThat(result.getValue("error") == null).isEqualTo(success);
        });
        assertThat(results.get(1).getString("url")).isEqualTo(watch);
        assertThat(results.get(1).getString("video_id")).isEqualTo("plain_90002");
        assertThat(results.get(3).getString("platform")).isEqualTo("x");
        assertThat(results.get(3).getJsonObject("video_info").getString("platform"))
                .isEqualTo("twitter");
        assertThat(results.get(7).getString("platform")).isEqualTo("youtube");
        assertThat(results.get(0).getJsonObject("video_info").getJsonArray("formats"))
                .hasSizeGreaterThan(3);
        assertThat(ORIGIN.extractions("youtube:plain_90001")).isEqualTo(1);
        assertThat(ORIGIN.extractions("youtube:plain_90002")).isEqualTo(1);
        assertThat(json(Running.get("/api/v2/videos/youtube/plain_90001")).getJsonObject("data"))
                .isEqualTo(results.get(9).getJsonObject("video_info"));
    }

    @Test
    void theOlderShapeNamesPages() throws Exception {
        JsonObject answer = json(post(BATCH, """
                {"videos":[{"url":"https://www.youtube.com/watch?v=plain_90003"},
                           {"url":"https://www.bilibili.com/video/BVplain00003"},
                           {"url":"http://10.0.0.1/x"}],
                 "max_concurrent":0}"""));
        assertThat(objects(answer.getJsonArray("results")))
                .extracting(result -> result.getString("platform"))
                .containsExactly("youtube", "bilibili", "generic");
        assertThat(answer.getInteger("failed")).isEqualTo(1);
    }

    @Test
    void fiftyThatAreKnownAreAnsweredFromMemory() throws Exception {
        String body = batch(50, "many_%06d", 10);
        assertThat(json(post(BATCH, body)).getInteger("completed")).isEqualTo(50);
        JsonObject again = json(post(BATCH, body));
        assertThat(again.getInteger("completed")).isEqualTo(50);
        assertThat(ORIGIN.extractions("youtube:many_000049")).isEqualTo(1);
        List<String> ids = objects(again.getJsonArray("results")).stream()
                .map(result -> result.getJsonObject("video_info").getString("id"))
                .toList();
        assertThat(ids)
                .isEqualTo(
                        IntStream.range(0, 50).mapToObj("many_%06d"::formatted).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"requests\":[]}",
                "{\"videos\":[]}",
                "{\"requests\":{}}",
                "{\"requests\":[1]}",
                "{\"requests\":[{}]}",
                "{\"requests\":[{\"platform\":\"youtube\"}]}",
                "{\"requests\":[{\"platform\":\"youtube\",\"video_id\":5}]}",
                "{\"requests\":[{\"platform\":\"youtube\",\"video_id\":\"plain______\",\"url\":\"https://x.com/\"}]}",
                "{\"requests\":[{\"url\":\"https://x.com/\",\"more\":1}]}",
                "{\"requests\":[{\"url\":\"https://x.com/\"}],\"videos\":[{\"url\":\"https://x.com/\"}]}",
                "{\"requests\":[{\"url\":\"https://x.com/\"}],\"max_concurrent\":3}",
                "{\"requests\":[{\"url\":\"https://x.com/\"}],\"options\":{\"max_concurrent\":\"3\"}}",
                "{\"requests\":[{\"url\":\"https://x.com/\"}],\"options\":{\"max_concurrent\":-1}}",
                "{\"requests\":[{\"url\":\"https://x.com/\"}],\"options\":{\"speed\":3}}",
                "{\"videos\":[{\"platform\":\"youtube\",\"video_id\":\"plain______\"}]}",
                "{\"videos\":[{\"url\":\"https://x.com/\"}],\"max_concurrent\":1.5}"
            })
    void whatIsNoBatchIsRefusedWhole(String body) throws Exception {
        assertInvalid(post(BATCH, body));
    }

    @Test
    void fiftyIsTheMost() throws Exception {
        assertInvalid(post(BATCH, batch(51, "plain_%05d", 10)));
        String stream = "{\"platform\":\"youtube\",\"video_id\":\"plain______\"}";
        assertInvalid(post(STREAMS, "[" + "%s,".formatted(stream).repeat(50) + stream + "]"));
    }

    @Test
    void noMoreAreLookedUpAtOnceThanAskedForNorThanThereAreWorkers() throws Exception {
        try (Weir weir = Running.start(Map.of("YTDLP_WORKERS", "4"))) {
            ORIGIN.mostLateAtOnce();
            post(weir, BATCH, batch(6, "late_1%05d", 2));
            assertThat(ORIGIN.mostLateAtOnce()).isEqualTo(2);
            post(weir, BATCH, batch(12, "late_2%05d", 50));
            assertThat(ORIGIN.mostLateAtOnce()).isEqualTo(4);
        }
    }

    @Test
    void aClientThatLeavesCancelsWhatHasNotBegun() throws Exception {
        CompletableFuture<?> asker = Running.HTTP.sendAsync(
                Posts.request(Running.WEIR, BATCH, batch(40, "late_3%05d", 1)), HttpResponse.BodyHandlers.discarding());
        await().until(() -> ORIGIN.extractions("youtube:late_300000") == 1);
        asker.cancel(true);
        // Two extractions of the same length: time enough for the third of the batch, had it gone on.
        post(BATCH, batch(2, "late_4%05d", 1));
        assertThat(ORIGIN.extractions("youtube:late_300002")).isZero();
        assertThat(ORIGIN.extractions("youtube:late_300039")).isZero();
    }

    @Test
    void aSingleRequestDoesNotWaitForAWholeBatch() throws Exception {
        CompletableFuture<HttpResponse<byte[]>> batch = Running.HTTP.sendAsync(
                Posts.request(Running.WEIR, BATCH, batch(20, "late_5%05d", 50)),
                HttpResponse.BodyHandlers.ofByteArray());
        await().until(() -> ORIGIN.extractions("youtube:late_500000") == 1);
        assertThat(Running.get("/api/v2/videos/youtube/plain_90009").statusCode())
                .isEqualTo(200);
        assertThat(ORIGIN.extractions("youtube:late_500008")).isZero();
        assertThat(json(batch.get()).getInteger("completed")).isEqualTo(20);
    }

    @Test
    void eachVideoThatHasToBeExtractedIsPaidFor() throws Exception {
        try (Weir weir = Running.start(Map.of("RATE_LIMIT_EXTRACTION_MAX", "3"))) {
            JsonObject first = json(post(weir, BATCH, batch(5, "paid_6%05d", 1)));
            assertThat(objects(first.getJsonArray("results")))
                    .extracting(result -> result.getString("reason"))
                    .containsExactly(null, null, null, "rate_limited", "rate_limited");
            // What memory holds costs nothing.
            assertThat(json(post(weir, BATCH, batch(3, "paid_6%05d", 1))).getInteger("completed"))
                    .isEqualTo(3);
        }
    }

    @Test
    void streamsOfManyVideosAreKeyedByPlatformAndId() throws Exception {
        JsonObject answer = json(post(STREAMS, """
                [{"platform":"youtube","video_id":"plain_90005","quality":"360p"},
                 {"platform":"youtube","video_id":"gone__90005"},
                 {"platform":"youtube","video_id":"plain_90006","quality":"strange"},
                 {"platform":"youtube"}]"""));
        assertThat(answer.getBoolean("success")).isTrue();
        assertThat(answer.getInteger("total_requests")).isEqualTo(4);
        assertThat(answer.getInteger("valid_requests")).isEqualTo(3);
        assertThat(answer.getValue("processed_at")).isInstanceOf(Double.class);
        JsonObject batch = answer.getJsonObject("batch_results");
        assertThat(batch.getInteger("total")).isEqualTo(3);
        assertThat(batch.getInteger("successful")).isEqualTo(1);
        assertThat(batch.getInteger("failed")).isEqualTo(2);
        JsonObject good = batch.getJsonObject("results").getJsonObject("youtube:plain_90005");
        assertThat(good.getBoolean("success")).isTrue();
        JsonObject data = good.getJsonObject("data");
        assertThat(data.getString("stream_url")).contains("v360.mp4");
        assertThat(data.getString("proxy_url")).isEqualTo("/api/v2/stream/proxy/youtube/plain_90005?quality=360p");
        assertThat(data.getString("quality")).isEqualTo("360p");
        assertThat(data.getDouble("expires_at")).isGreaterThan(data.getDouble("cached_at"));
        JsonObject bad = batch.getJsonObject("results").getJsonObject("youtube:gone__90005");
        assertThat(bad.getString("reason")).isEqualTo("not_found");
        assertThat(bad.getString("error")).endsWith(".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "[{}]",
                "[\"youtube:x\"]",
                "[{\"platform\":\"youtube\",\"video_id\":1}]",
                "[{\"platform\":\"youtube\",\"video_id\":\"plain______\",\"more\":1}]"
            })
    void whatIsNoStreamBatchIsRefusedWhole(String body) throws Exception {
        assertInvalid(post(STREAMS, body));
    }

    @Test
    void batchesAreSentAndNotFetched() throws Exception {
        HttpResponse<byte[]> answer = Running.get(BATCH);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("POST");
        HttpRequest large = Posts.request(Running.WEIR, BATCH, " ".repeat((1 << 20) + 1));
        assertThat(Running.HTTP
                        .send(large, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void theRoutesOfPythonAnswerWithItsDocuments() throws Exception {
        String page = "https://www.youtube.com/watch?v=plain_90007";
        JsonObject info = json(post(
                "/api/v2/videos/info",
                "{\"url\":\"" + page + "\",\"quality\":\"highest\",\"format\":\"mp4\",\"audio_only\":false}"));
        assertThat(info.getBoolean("success")).isTrue();
        assertThat(info.getString("id")).isEqualTo("plain_90007");
        assertThat(info.fieldNames())
                .contains("title", "description", "duration", "uploader", "upload_date", "view_count", "formats");
        JsonObject stream = json(post("/api/v2/videos/stream", "{\"url\":\"" + page + "\",\"quality\":\"lowest\"}"));
        assertThat(stream.getBoolean("success")).isTrue();
        assertThat(stream.getString("stream_url")).contains("v144.mp4");
        assertThat(stream.getString("expires_at")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(stream.getJsonObject("video_info").getString("id")).isEqualTo("plain_90007");
        String query = "?quality=360p&url=" + Running.encode(page);
        assertThat(Running.get("/api/v2/videos/stream-proxy" + query).body())
                .isEqualTo(Running.MEDIA.bytes("v360.mp4"));
        HttpResponse<byte[]> redirect = Running.get("/api/v2/videos/redirect" + query);
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location").orElseThrow()).contains("v360.mp4");
        assertThat(ORIGIN.extractions("youtube:plain_90007")).isEqualTo(1);
    }

    @Test
    void theRoutesOfPythonSayWhatIsMissing() throws Exception {
        assertInvalid(post("/api/v2/videos/info", "{}"));
        assertInvalid(post("/api/v2/videos/info", "{\"url\":\"https://x.com/\",\"format\":\"exe\"}"));
        assertInvalid(post("/api/v2/videos/stream", "{\"url\":7}"));
        assertThat(post("/api/v2/videos/stream", "{\"url\":\"file:///etc/passwd\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(Running.get("/api/v2/videos/stream-proxy").statusCode()).isEqualTo(400);
        assertThat(Running.get("/api/v2/videos/redirect?url=nonsense").statusCode())
                .isEqualTo(400);
        HttpResponse<byte[]> gone =
                post("/api/v2/videos/info", "{\"url\":\"https://www.youtube.com/watch?v=gone__90008\"}");
        assertThat(gone.statusCode()).isEqualTo(404);
        assertThat(json(gone).getString("code")).isEqualTo("VIDEO_INFO_FAILED");
        assertThat(URI.create(json(gone).getString("request_id")).toString()).isNotBlank();
    }

    private static void assertInvalid(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonObject failure = json(answer);
        assertThat(failure.getString("code")).isEqualTo("INVALID_REQUEST");
        assertThat(failure.getString("reason")).isEqualTo("invalid_parameter");
        assertThat(failure.getString("error")).endsWith(".");
        assertThat(failure.getString("detail")).isNotBlank();
    }

    private static String batch(int count, String id, int maxConcurrent) {
        JsonArray requests = new JsonArray();
        for (int i = 0; i < count; i++) {
            requests.add(new JsonObject().put("platform", "youtube").put("video_id", id.formatted(i)));
        }
        return new JsonObject()
                .put("requests", requests)
                .put("options", new JsonObject().put("max_concurrent", maxConcurrent))
                .encode();
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
