package dev.weir.system;

import static dev.weir.system.Running.HTTP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.app.Weir;
import dev.weir.redis.RedisServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers that share a limit; each test is another client, behind a proxy that is trusted. */
class SharedRateLimitIT {
    private static final String ANSWER = "/api/v2/system/version";
    private static RedisServer redis;
    private static List<Weir> servers;

    @BeforeAll
    static void start() throws Exception {
        redis = RedisServer.start();
        Map<String, String> settings = Map.of(
                "REDIS_URL", redis.url(),
                "RATE_LIMIT_MAX_REQUESTS", "100",
                "RATE_LIMIT_STREAM_MAX", "2",
                "RATE_LIMIT_WINDOW", "1h",
                "TRUSTED_PROXIES", "127.0.0.1");
        servers = List.of(Running.start(settings), Running.start(settings));
        for (Weir server : servers) {
            awaitFigure(server, "weir_rate_local_share 0.0");
            awaitFigure(server, "weir_rate_instances 2.0");
        }
    }

    @AfterAll
    static void stop() throws Exception {
        servers.forEach(Weir::close);
        redis.close();
    }

    @Test
    void theLimitIsOneForBoth() throws Exception {
        int admitted = 0;
        try (var clients = Executors.newFixedThreadPool(6)) {
            List<CompletableFuture<Integer>> statuses = new ArrayList<>();
            for (int i = 0; i < 160; i++) {
                Weir server = servers.get(i % 2);
                statuses.add(CompletableFuture.supplyAsync(() -> status(server, "203.0.113.1"), clients));
            }
            for (var status : statuses) {
                admitted += status.join() == 200 ? 1 : 0;
            }
        }
        assertThat(admitted).isEqualTo(100);
    }

    @Test
    void oneMayReadOnAtTheOther() throws Exception {
        String film = "/api/v2/stream/proxy/youtube/plain______?quality=360p";
        String client = "203.0.113.2";
        assertThat(get(servers.get(0), client, film, "Range", "bytes=0-9").statusCode())
                .isEqualTo(206);
        for (int i = 1; i < 5; i++) {
            assertThat(get(servers.get(1), client, film, "Range", "bytes=" + i * 1_000 + "-")
                            .statusCode())
                    .isEqualTo(206);
        }
        assertThat(get(servers.get(1), client, film, "Range", "bytes=0-9").statusCode())
                .isEqualTo(206);
        assertThat(get(servers.get(1), client, film, "Range", "bytes=0-9").statusCode())
                .isEqualTo(429);
    }

    @Test
    void whileTheSharedServerHangsEachGoesOnAtItsShareAndNobodyWaits() throws Exception {
        Weir server = servers.get(0);
        redis.freeze();
        try {
            for (int i = 0; i < 50; i++) {
                long begun = System.nanoTime();
                assertThat(get(server, "203.0.113.3", ANSWER).statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(600));
            }
            assertThat(get(server, "203.0.113.3", ANSWER).statusCode()).isEqualTo(429);
            assertThat(get(server, "203.0.113.4", "/metrics").body()).contains("weir_rate_local_share 0.5");
        } finally {
            redis.thaw();
        }
        for (Weir each : servers) {
            awaitFigure(each, "weir_rate_local_share 0.0");
        }
        assertThat(get(server, "203.0.113.5", ANSWER).headers().firstValue("X-RateLimit-Limit"))
                .hasValue("100");
    }

    private static void awaitFigure(Weir server, String figure) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            // Whoever is not asked does not count.
            for (Weir each : servers) {
                get(each, "198.51.100." + ThreadLocalRandom.current().nextInt(250), ANSWER);
            }
            return get(server, "203.0.113.99", "/metrics").body().contains(figure);
        });
    }

    private static int status(Weir server, String client) {
        try {
            return get(server, client, ANSWER).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(Weir server, String client, String path, String... fields)
            throws Exception {
        return HTTP.send(request(server, client, path, fields), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(Weir server, String client, String path, String... fields) {
        List<String> all = new ArrayList<>(List.of("X-Forwarded-For", client));
        all.addAll(List.of(fields));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .headers(all.toArray(String[]::new))
                .timeout(Duration.ofSeconds(30))
                .build();
    }
}
