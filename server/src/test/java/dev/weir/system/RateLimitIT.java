package dev.weir.system;

import static dev.weir.system.Running.HTTP;
import static dev.weir.system.Running.MEDIA;
import static dev.weir.system.Running.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.Weir;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rate limits as clients meet them; each test is another client, behind a proxy that is trusted. */
class RateLimitIT {
    private static final String VIDEO = "/api/v2/videos/youtube/";
    private static final String STREAM = "/api/v2/stream/proxy/youtube/";
    private static Weir weir;

    @BeforeAll
    static void start() throws Exception {
        weir = Running.start(Map.of(
                "RATE_LIMIT_MAX_REQUESTS", "6",
                "RATE_LIMIT_STREAM_MAX", "3",
                "RATE_LIMIT_EXTRACTION_MAX", "2",
                "RATE_LIMIT_WINDOW", "1h",
                "TRUSTED_PROXIES", "127.0.0.1",
                "CORS_ALLOWED_ORIGINS", "https://app.example"));
    }

    @AfterAll
    static void stop() {
        weir.close();
    }

    @Test
    void theRequestPastTheLimitIsAnsweredInTheEnvelope() throws Exception {
        String client = "203.0.113.1";
        long now = System.currentTimeMillis() / 1_000;
        for (int left = 5; left >= 0; left--) {
            var answer = get(client, VIDEO + "plain_rate1");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(field(answer, "X-RateLimit-Limit")).isEqualTo("6");
            assertThat(field(answer, "X-RateLimit-Remaining")).isEqualTo(Integer.toString(left));
            assertThat(field(answer, "X-RateLimit-Window")).isEqualTo("3600");
            assertThat(answer.headers().firstValue("RateLimit").orElseThrow())
                    .matches("\"requests\";r=" + left + ";t=36[0-9]{2}");
        }
        var refused = get(client, VIDEO + "plain_rate1");
        assertThat(refused.statusCode()).isEqualTo(429);
        JsonObject failure = new JsonObject(refused.body());
        assertThat(failure.getBoolean("success")).isFalse();
        assertThat(failure.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(failure.getString("reason")).isEqualTo("rate_limited");
        assertThat(failure.getString("error")).isEqualTo("Too many requests: at most 6 in 3600 seconds.");
        assertThat(failure.getString("detail")).startsWith("Ask again in ");
        assertThat(failure.getString("request_id")).isEqualTo(field(refused, "X-Request-ID"));
        long wait = Long.parseLong(field(refused, "Retry-After"));
        assertThat(wait).isBetween(3_500L, 3_631L);
        assertThat(field(refused, "RateLimit")).isEqualTo("\"requests\";r=0;t=" + wait);
        assertThat(field(refused, "RateLimit-Policy")).isEqualTo("\"requests\";q=6;w=3600");
        assertThat(Long.parseLong(field(refused, "X-RateLimit-Reset"))).isBetween(now + 3_500, now + 3_700);
        for (String path : List.of("/health", "/metrics", "/", "/weir.css", "/performance/stats")) {
            assertThat(get(client, path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("203.0.113.2", VIDEO + "plain_rate1").statusCode()).isEqualTo(200);
        assertThat(get("203.0.113.2", "/metrics").body())
                .contains("weir_rate_limited_total{budget=\"requests\"} ", "weir_rate_local_share 1.0");
    }

    @Test
    void aForgedChainMakesNoOtherClient() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(get("198.51.100." + i + ", 203.0.113.3", VIDEO + "plain_rate1")
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(get("198.51.100.77, 203.0.113.3", VIDEO + "plain_rate1").statusCode())
                .isEqualTo(429);
    }

    @Test
    void onlyWhoeverMakesAnExtractionBeginPaysForIt() throws Exception {
        String payer = "203.0.113.4";
        var paid = get(payer, VIDEO + "plain_ratea");
        assertThat(paid.headers().allValues("RateLimit"))
                .satisfiesExactly(
                        requests -> assertThat(requests).startsWith("\"requests\";r=5"),
                        extractions -> assertThat(extractions).startsWith("\"extractions\";r=1"));
        assertThat(field(paid, "X-RateLimit-Limit")).isEqualTo("6");
        assertThat(get(payer, VIDEO + "plain_ratea").headers().allValues("RateLimit"))
                .hasSize(1);
        assertThat(get(payer, VIDEO + "plain_rateb").statusCode()).isEqualTo(200);
        var refused = get(payer, VIDEO + "plain_ratec");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(new JsonObject(refused.body()).getString("error"))
                .isEqualTo("Too many videos looked up anew: at most 2 in 3600 seconds.");
        assertThat(field(refused, "X-RateLimit-Limit")).isEqualTo("2");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(ORIGIN.extractions("youtube:plain_ratec")).isZero();
        // Others are not refused for it, and what is known stays free.
        assertThat(get("203.0.113.5", VIDEO + "plain_ratec").statusCode()).isEqualTo(200);
        assertThat(get(payer, VIDEO + "plain_ratec").statusCode()).isEqualTo(200);
    }

    @Test
    void manyWhoAskAtOnceCauseOneChargeTogether() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(HTTP.sendAsync(
                    request("203.0.113." + (100 + i), VIDEO + "plain_rated"), HttpResponse.BodyHandlers.ofString()));
        }
        int charged = 0;
        for (var answer : answers) {
            assertThat(answer.join().statusCode()).isEqualTo(200);
            charged += answer.join().headers().allValues("RateLimit").size() - 1;
        }
        assertThat(charged).isEqualTo(1);
    }

    @Test
    void seekingInAnAdmittedStreamCostsNothing() throws Exception {
        String client = "203.0.113.6";
        String film = STREAM + "plain______?quality=360p";
        assertThat(get(client, film, "Range", "bytes=0-9").statusCode()).isEqualTo(206);
        for (int i = 1; i <= 10; i++) {
            var further = get(client, film, "Range", "bytes=" + i * 1_000 + "-" + (i * 1_000 + 99));
            assertThat(further.statusCode()).isEqualTo(206);
            assertThat(further.body()).hasSize(100);
            assertThat(further.headers().map()).doesNotContainKey("ratelimit");
        }
        assertThat(get(client, film, "Range", "bytes=0-9").statusCode()).isEqualTo(206);
        assertThat(get(client, film).body()).hasSize(MEDIA.bytes("v360.mp4").length);
        var refused = get(client, film);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(new JsonObject(refused.body()).getString("error"))
                .isEqualTo("Too many streams begun: at most 3 in 3600 seconds.");
        assertThat(get(client, film, "Range", "bytes=500-").statusCode()).isEqualTo(206);
        assertThat(get(client, VIDEO + "plain______").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesOfOtherOriginsMayReadTheFieldsAndPreflightsAreFree() throws Exception {
        String client = "203.0.113.7";
        for (int i = 0; i < 6; i++) {
            var preflight = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + weir.port() + VIDEO + "plain_rate1"))
                            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                            .headers(
                                    "X-Forwarded-For", client,
                                    "Origin", "https://app.example",
                                    "Access-Control-Request-Method", "GET")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(preflight.headers().map()).doesNotContainKey("ratelimit");
        }
        var answer = get(client, VIDEO + "plain_rate1", "Origin", "https://app.example");
        assertThat(field(answer, "X-RateLimit-Remaining")).isEqualTo("5");
        assertThat(String.join(",", answer.headers().allValues("Access-Control-Expose-Headers")))
                .contains("RateLimit", "RateLimit-Policy", "X-RateLimit-Remaining", "Retry-After");
    }

    private static String field(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError("no " + name));
    }

    private static HttpResponse<String> get(String client, String path, String... fields) throws Exception {
        return HTTP.send(
                request(client, path, fields),
                HttpResponse.BodyHandlers.ofString(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private static HttpRequest request(String client, String path, String... fields) {
        List<String> all = new ArrayList<>(List.of("X-Forwarded-For", client));
        all.addAll(List.of(fields));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + weir.port() + path))
                .headers(all.toArray(String[]::new))
                .timeout(Duration.ofSeconds(30))
                .build();
    }
}
