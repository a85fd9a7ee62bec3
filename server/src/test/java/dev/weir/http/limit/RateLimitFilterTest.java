package dev.weir.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.RequestScope;
import dev.weir.limit.Budget;
import dev.weir.limit.Decision;
import dev.weir.limit.Decision.Verdict;
import dev.weir.limit.InProcessRateLimiter;
import dev.weir.limit.Quota;
import dev.weir.limit.RateLimiter;
import dev.weir.limit.StreamUse;
import dev.weir.telemetry.RateMetrics;
import dev.weir.video.FailureException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The filter before routes of the test, on a real server. */
class RateLimitFilterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.500Z");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RateLimiter inProcess =
            new InProcessRateLimiter(Duration.ofMinutes(1), () -> 120_000_000_000L, Runnable::run);

    @AfterEach
    void close() throws Exception {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void tellsWhatIsLeftAndRefusesWhenNothingIs() throws Exception {
        int port = listen(inProcess, true);
        var first = get(port, "/api/v2/videos/youtube/1").headers();
        assertThat(first.allValues("RateLimit")).containsExactly("\"requests\";r=1;t=61");
        assertThat(first.allValues("RateLimit-Policy")).containsExactly("\"requests\";q=2;w=60");
        assertThat(first.firstValue("X-RateLimit-Limit")).hasValue("2");
        assertThat(first.firstValue("X-RateLimit-Remaining")).hasValue("1");
        assertThat(first.firstValue("X-RateLimit-Reset"))
                .hasValue(Long.toString(NOW.plusMillis(60_500).getEpochSecond()));
        assertThat(first.firstValue("X-RateLimit-Window")).hasValue("60");
        assertThat(get(port, "/api/v2/videos/youtube/2").statusCode()).isEqualTo(200);
        var refused = get(port, "/api/v2/videos/youtube/3");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).isEqualTo("Too many requests: at most 2 in 60 seconds.");
        assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).hasValue("0");
        assertThat(get(port, "/health").headers().map()).doesNotContainKey("RateLimit");
        assertThat(registry.counter("weir.rate.limited", "budget", "requests").count())
                .isEqualTo(1);
        assertThat(registry.get("weir.rate.local.share").gauge().value()).isEqualTo(1);
    }

    @Test
    void clientsAreToldApartByKeyElseByNetworkElseNotAtAll() throws Exception {
        int port = listen(inProcess, true);
        spend(port, "198.51.100.1", null);
        assertThat(status(port, "198.51.100.1", null)).isEqualTo(429);
        assertThat(status(port, "198.51.100.2", null)).isEqualTo(200);
        spend(port, "2001:db8::1", null);
        assertThat(status(port, "2001:db8::2:0:0:1", null)).isEqualTo(429);
        assertThat(status(port, "2001:db8:0:1::1", null)).isEqualTo(200);
        assertThat(status(port, "198.51.100.1", "key-1")).isEqualTo(200);
        assertThat(status(port, "198.51.100.3", "key-1")).isEqualTo(200);
        assertThat(status(port, "198.51.100.4", "key-1")).isEqualTo(429);
        assertThat(status(port, "198.51.100.4", "key-2")).isEqualTo(200);
    }

    @Test
    void withoutApartnessAllWithoutAKeyShareOneBudget() throws Exception {
        int port = listen(inProcess, false);
        assertThat(status(port, "198.51.100.1", null)).isEqualTo(200);
        assertThat(status(port, "2001:db8::1", null)).isEqualTo(200);
        assertThat(status(port, "198.51.100.2", null)).isEqualTo(429);
        assertThat(status(port, "198.51.100.2", "key-1")).isEqualTo(200);
    }

    @Test
    void readingOnInAnAdmittedStreamDoesNotCount() throws Exception {
        int port = listen(inProcess, true);
        String film = "/api/v2/stream/proxy/youtube/film?quality=720p";
        assertThat(get(port, film, "Range", "bytes=0-").headers().firstValue("RateLimit"))
                .hasValue("\"streams\";r=1;t=61");
        for (String range : List.of("bytes=1000-", "bytes=5-9", "bytes=-500", "bytes=7-8,100-200")) {
            var further = get(port, film, "Range", range);
            assertThat(further.statusCode()).isEqualTo(200);
            assertThat(further.headers().map()).as(range).doesNotContainKey("RateLimit");
        }
        // Not the same stream, not the same client, from the beginning, or no range that means anything.
        assertThat(get(port, film, "Range", "bytes=0-99", "X-Client", "198.51.100.9")
                        .headers()
                        .map())
                .containsKey("RateLimit");
        assertThat(get(port, film + "&x=1", "Range", "bytes=5-").headers().firstValue("RateLimit"))
                .hasValue("\"streams\";r=0;t=61");
        for (String range : List.of("bytes=0-", "bytes=5-,0-4", "bytes=x", "lines=5-")) {
            assertThat(get(port, film, "Range", range).statusCode()).as(range).isEqualTo(429);
        }
        assertThat(get(port, film, "Range", "bytes=1000-").statusCode()).isEqualTo(200);
    }

    @Test
    void whatLiesBesideAnAdmittedManifestDoesNotCount() throws Exception {
        int port = listen(inProcess, true);
        String folder = "/api/v2/stream/hls/youtube/film/";
        assertThat(get(port, folder + "v720/1.m4s").headers().map()).containsKey("RateLimit");
        assertThat(get(port, folder + "master.m3u8").headers().map()).containsKey("RateLimit");
        for (String name : List.of("v720.m3u8", "v720/1.m4s", "v720/2.m4s")) {
            assertThat(get(port, folder + name).headers().map()).as(name).doesNotContainKey("RateLimit");
        }
        assertThat(get(port, "/api/v2/stream/hls/youtube/other/v720/1.m4s").statusCode())
                .isEqualTo(429);
    }

    @Test
    void aBodyWaitsForTheRouteWhileTheLimiterIsAsked() throws Exception {
        var waiting = new LinkedBlockingQueue<CompletableFuture<Decision>>();
        Quota quota = new Quota(Budget.REQUESTS, 2, Duration.ofSeconds(60));
        int port = listen(slow(waiting), true);
        String body = "x".repeat(300_000);
        for (boolean admitted : List.of(true, false, true)) {
            var answer = client.sendAsync(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/echo"))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            CompletableFuture<Decision> asked = waiting.poll(5, TimeUnit.SECONDS);
            assertThat(asked).isNotNull();
            assertThat(answer).isNotDone();
            asked.complete(new Decision(quota, admitted ? Verdict.ADMITTED : Verdict.REFUSED, 0, 1_000_000));
            assertThat(answer.get(5, TimeUnit.SECONDS).body())
                    .isEqualTo(admitted ? body : "Too many requests: at most 2 in 60 seconds.");
        }
    }

    private static RateLimiter slow(LinkedBlockingQueue<CompletableFuture<Decision>> waiting) {
        return new RateLimiter() {
            @Override
            public CompletableFuture<Decision> ask(String client, Quota quota) {
                CompletableFuture<Decision> decision = new CompletableFuture<>();
                waiting.add(decision);
                return decision;
            }

            @Override
            public CompletableFuture<Decision> askForStream(String client, Quota quota, StreamUse use) {
                return ask(client, quota);
            }

            @Override
            public double localShare() {
                return 0;
            }

            @Override
            public int instances() {
                return 1;
            }
        };
    }

    private void spend(int port, String from, String key) throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(status(port, from, key)).isEqualTo(200);
        }
    }

    private int status(int port, String from, String key) throws Exception {
        return key == null
                ? get(port, "/api/v2/videos/youtube/1", "X-Client", from).statusCode()
                : get(port, "/api/v2/videos/youtube/1", "X-Client", from, "X-Key-Id", key)
                        .statusCode();
    }

    private HttpResponse<String> get(int port, String path, String... fields) throws Exception {
        List<String> all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("Accept", "*/*"));
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .headers(all.toArray(String[]::new))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Two of each budget in a minute. */
    private int listen(RateLimiter limiter, boolean byClient) throws Exception {
        RateGate gate = new RateGate(
                limiter,
                (budget, ownRequests) -> new Quota(budget, 2, Duration.ofSeconds(60)),
                byClient,
                new RateMetrics(registry, limiter));
        Router router = Router.router(vertx);
        router.route()
                .handler(RateLimitFilterTest::identify)
                .failureHandler(ctx -> ctx.response()
                        .setStatusCode(429)
                        .end(((FailureException) ctx.failure()).failure().message()));
        router.route().handler(new RateLimitFilter(gate, () -> NOW));
        router.post("/api/echo")
                .handler(BodyHandler.create(false))
                .handler(ctx -> ctx.response().end(ctx.body().buffer()));
        router.route().handler(ctx -> ctx.response().end("here"));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS)
                .actualPort();
    }

    /** Stands in for the filters before this one. */
    private static void identify(RoutingContext ctx) {
        String from = ctx.request().getHeader("X-Client");
        RequestScope scope = new RequestScope("id", from == null ? "198.51.100.1" : from, false);
        String key = ctx.request().getHeader("X-Key-Id");
        if (key != null) {
            scope.identifiedBy(key);
        }
        scope.attach(ctx);
        ctx.next();
    }
}
