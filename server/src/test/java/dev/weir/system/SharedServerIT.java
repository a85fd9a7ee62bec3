package dev.weir.system;

import static dev.weir.system.Running.HTTP;
import static dev.weir.system.Running.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.app.Weir;
import dev.weir.redis.RedisServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two whole servers and a real Redis that fails in every way. */
class SharedServerIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String CACHE = "/api/v2/stream/cache";

    private static RedisServer redis;
    private static Weir a;
    private static Weir b;

    @BeforeAll
    static void start() throws Exception {
        redis = RedisServer.start("--user", "weir", "on", ">pass", "~weir:*", "&weir:*", "+@all");
        Map<String, String> settings =
                Map.of("REDIS_URL", "redis://weir:pass@127.0.0.1:" + redis.port() + "/2", "YTDLP_WORKERS", "1");
        a = Running.start(settings);
        b = Running.start(settings);
        awaitRedis(a, "healthy");
        awaitRedis(b, "healthy");
    }

    @AfterAll
    static void stop() throws Exception {
        a.close();
        b.close();
        redis.close();
    }

    @Test
    void askedAtOnceTwoServersExtractOnce() throws Exception {
        CompletableFuture<HttpResponse<String>> first = getAsync(a, "/api/v2/videos/youtube/plain_00501");
        CompletableFuture<HttpResponse<String>> second = getAsync(b, "/api/v2/videos/youtube/plain_00501");
        assertThat(new JsonObject(first.get().body()).getJsonObject("data"))
                .isEqualTo(new JsonObject(second.get().body()).getJsonObject("data"));
        assertThat(ORIGIN.extractions("youtube:plain_00501")).isEqualTo(1);
    }

    @Test
    void aStreamPlaysFromWhatTheOtherServerFound() throws Exception {
        assertThat(get(a, "/api/v2/videos/youtube/plain_00502").statusCode()).isEqualTo(200);
        await().atMost(LONG).until(() -> stored("plain_00502"));
        HttpResponse<String> stream = get(b, "/api/v2/stream/proxy/youtube/plain_00502?quality=360p");
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(ORIGIN.extractions("youtube:plain_00502")).isEqualTo(1);
    }

    @Test
    void aPurgeReachesTheOtherServer() throws Exception {
        assertThat(get(a, "/api/v2/videos/youtube/plain_00503").statusCode()).isEqualTo(200);
        await().atMost(LONG).until(() -> stored("plain_00503"));
        assertThat(get(b, "/api/v2/videos/youtube/plain_00503").statusCode()).isEqualTo(200);
        HttpResponse<String> purged = send("DELETE", a, CACHE + "?platform=youtube&video_id=plain_00503");
        assertThat(purged.statusCode()).isEqualTo(204);
        assertThat(purged.body()).isEmpty();
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(get(b, "/api/v2/videos/youtube/plain_00503").statusCode())
                    .isEqualTo(200);
            assertThat(ORIGIN.extractions("youtube:plain_00503")).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?video_id=plain_00503",
                "?platform=nowhere",
                "?platform=youtube&video_id=no",
                "?platform=youtube&platform=twitch",
                "?plattform=youtube"
            })
    void whatCannotBePurgedIsSaidInOneSentence(String query) throws Exception {
        HttpResponse<String> answer = send("DELETE", a, CACHE + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("reason")).isEqualTo("invalid_parameter");
    }

    @Test
    void figuresTellTheTiersApart() throws Exception {
        assertThat(get(a, "/api/v2/videos/youtube/plain_00504").statusCode()).isEqualTo(200);
        JsonObject stats = new JsonObject(get(a, CACHE + "/stats").body());
        assertThat(stats.getBoolean("success")).isTrue();
        JsonObject memory = stats.getJsonObject("metadata_cache");
        assertThat(memory.getLong("entries")).isPositive();
        assertThat(memory.getLong("misses")).isPositive();
        assertThat(memory.getLong("bytes_estimate")).isPositive().isLessThan(memory.getLong("max_bytes"));
        JsonObject shared = stats.getJsonObject("shared_cache");
        assertThat(shared.getLong("misses")).isPositive();
        assertThat(shared.getString("status")).isNotBlank();
        assertThat(get(a, "/metrics").body())
                .contains(
                        "weir_redis_commands_seconds_count{outcome=\"answered\"}",
                        "weir_redis_state{state=\"up\"}",
                        "weir_cache_lookups_total{outcome=\"miss\",tier=\"memory\"}",
                        "weir_cache_lookups_total{outcome=\"hit\",tier=\"shared\"}");
    }

    @Test
    void killedItIsMissedAndComesBackWithoutARestart() throws Exception {
        redis.kill();
        try {
            awaitRedis(a, "unavailable: it cannot be reached");
            assertServesAlone("plain_0051");
        } finally {
            redis.restart();
        }
        awaitRedis(a, "healthy");
        awaitRedis(b, "healthy");
        assertSharesAgain("plain_00519");
    }

    @Test
    void frozenItIsMissedAndComesBackWithoutARestart() throws Exception {
        redis.freeze();
        try {
            assertServesAlone("plain_0052");
            awaitRedis(a, "unavailable: it does not answer in time");
        } finally {
            redis.thaw();
        }
        awaitRedis(a, "healthy");
        awaitRedis(b, "healthy");
        assertSharesAgain("plain_00529");
    }

    @Test
    void fullItIsSaidAndComesBackWithoutARestart() throws Exception {
        redis.ask("CONFIG SET maxmemory 1");
        try {
            assertServesAlone("plain_0053");
            awaitRedis(a, "unavailable: its memory is full");
        } finally {
            redis.ask("CONFIG SET maxmemory 0");
        }
        awaitRedis(a, "healthy");
        assertSharesAgain("plain_00539");
    }

    @Test
    void withAnotherPasswordItIsSaidAndComesBackWithoutARestart() throws Exception {
        redis.ask("ACL SETUSER weir resetpass >other");
        redis.ask("CLIENT KILL USER weir");
        try {
            awaitRedis(a, "unavailable: it refuses the credentials");
            assertServesAlone("plain_0054");
        } finally {
            redis.ask("ACL SETUSER weir >pass");
        }
        awaitRedis(a, "healthy");
        awaitRedis(b, "healthy");
        assertSharesAgain("plain_00549");
    }

    @Test
    void theServerStartsWithoutWaitingForIt() throws Exception {
        Weir lonely = Running.start(Map.of("REDIS_HOST", "127.0.0.1", "REDIS_PORT", "1", "YTDLP_WORKERS", "1"));
        try {
            awaitRedis(lonely, "unavailable: it cannot be reached");
            assertThat(get(lonely, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(lonely, "/api/v2/videos/youtube/plain_00505").statusCode())
                    .isEqualTo(200);
        } finally {
            lonely.close();
        }
    }

    /** Extractions of the stand-in take a fraction of a second: what a request waits in vain would show. */
    private static void assertServesAlone(String prefix) throws Exception {
        for (int i = 0; i < 8; i++) {
            long begin = System.nanoTime();
            assertThat(get(a, "/api/v2/videos/youtube/" + prefix + i).statusCode())
                    .isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static void assertSharesAgain(String video) throws Exception {
        await().atMost(LONG).until(() -> {
            get(a, "/api/v2/videos/youtube/" + video);
            send("DELETE", a, CACHE);
            get(a, "/api/v2/videos/youtube/" + video);
            return stored(video);
        });
    }

    private static boolean stored(String video) throws Exception {
        return redis.ask(List.of("SELECT 2", "EXISTS weir:1:video:direct:youtube:" + video))
                .getLast()
                .equals(":1");
    }

    private static void awaitRedis(Weir weir, String words) {
        await().atMost(LONG).untilAsserted(() -> {
            HttpResponse<String> answer = get(weir, "/health");
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonObject health = new JsonObject(answer.body());
            assertThat(health.getJsonObject("services").getString("redis")).isEqualTo(words);
            if (!words.equals("healthy")) {
                assertThat(health.getString("status")).isEqualTo("degraded");
            }
        });
    }

    private static HttpResponse<String> get(Weir weir, String path) throws Exception {
        return send("GET", weir, path);
    }

    private static HttpResponse<String> send(String method, Weir weir, String path) throws Exception {
        return HTTP.send(request(method, weir, path), HttpResponse.BodyHandlers.ofString());
    }

    private static CompletableFuture<HttpResponse<String>> getAsync(Weir weir, String path) {
        return HTTP.sendAsync(request("GET", weir, path), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(String method, Weir weir, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + weir.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(LONG)
                .build();
    }
}
