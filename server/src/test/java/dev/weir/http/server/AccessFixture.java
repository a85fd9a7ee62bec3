package dev.weir.http.server;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.config.RateLimitSettings;
import dev.weir.config.Settings;
import dev.weir.config.SettingsReader;
import dev.weir.config.SettingsResult;
import dev.weir.extract.Extractor;
import dev.weir.extract.ExtractorHealth;
import dev.weir.health.HealthMonitor;
import dev.weir.health.ServiceHealth;
import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.FailureDocument;
import dev.weir.http.document.Timestamps;
import dev.weir.http.limit.RateGate;
import dev.weir.http.limit.RateLimitFilter;
import dev.weir.limit.InProcessRateLimiter;
import dev.weir.limit.Quotas;
import dev.weir.limit.RateLimiter;
import dev.weir.telemetry.AccessLog;
import dev.weir.telemetry.AuditLog;
import dev.weir.telemetry.RateMetrics;
import dev.weir.telemetry.RefusalMetrics;
import dev.weir.telemetry.RequestMetrics;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** The real listener with all its filters, in front of routes that only count who got through. */
final class AccessFixture implements AutoCloseable {
    static final String FIGURES = "figures of the operator";

    final AtomicInteger changes = new AtomicInteger();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final Path auditFile;
    private final Vertx vertx = Vertx.vertx();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final AuditLog audit;
    private final int port;

    AccessFixture(Path folder, Map<String, String> environment) {
        auditFile = folder.resolve("audit/audit.log");
        Settings settings = settings(environment);
        audit = AuditLog.open(settings.audit(), registry, InstantSource.system());
        port = new WebServer(
                        vertx,
                        settings,
                        this::register,
                        new RequestMetrics(registry),
                        new AccessLog(),
                        audit,
                        new RefusalMetrics(registry),
                        new HealthMonitor(new NoExtractor(), () -> ServiceHealth.NOT_CONFIGURED, folder, scheduler),
                        limits(settings.rateLimit()),
                        new FailureDocument(new Timestamps(InstantSource.system()), false))
                .start(1)
                .await();
    }

    private RateLimitFilter limits(RateLimitSettings limits) {
        RateLimiter limiter = new InProcessRateLimiter(limits.window(), Ticker.systemTicker(), Runnable::run);
        RateGate gate = new RateGate(limiter, Quotas.of(limits), true, new RateMetrics(registry, limiter));
        return new RateLimitFilter(gate, InstantSource.system());
    }

    private Settings settings(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOST", "127.0.0.1",
                "PORT", "0",
                "YTDLP_PYTHON", "/bin/sh",
                "RATE_LIMIT_MAX_REQUESTS", "1000000",
                "AUDIT_LOG_PATH", auditFile.toString()));
        environment.putAll(more);
        return switch (new SettingsReader("test", Path.of("sh")).read(environment)) {
            case SettingsResult.Loaded loaded -> loaded.settings();
            case SettingsResult.Rejected(List<String> problems) -> throw new AssertionError(problems.toString());
        };
    }

    private void register(Endpoints endpoints) {
        for (String open : List.of("/", "/health", "/health/live", "/weir.css", "/docs/ui.js", "/openapi.yaml")) {
            endpoints.get(
                    open,
                    ErrorCode.HEALTH_CHECK_FAILED,
                    ctx -> Replies.json(ctx, "{}".getBytes(StandardCharsets.UTF_8)));
        }
        endpoints
                .get(
                        "/metrics",
                        ErrorCode.HEALTH_CHECK_FAILED,
                        ctx -> Replies.json(ctx, FIGURES.getBytes(StandardCharsets.UTF_8)))
                .get("/api/v2/videos/:platform/:id", ErrorCode.VIDEO_INFO_FAILED, AccessFixture::scope)
                .get("/api/v2/stream/auto/*", ErrorCode.STREAM_URL_FAILED, AccessFixture::scope)
                .post("/api/v2/videos/batch", ErrorCode.INVALID_REQUEST, AccessFixture::scope)
                .put("/api/v2/auth/cookies/:platform", ErrorCode.AUTH_STATUS_FAILED, this::change)
                .delete("/api/v2/auth/cookies/:platform", ErrorCode.AUTH_STATUS_FAILED, this::change)
                .post("/api/v2/auth/template/:platform", ErrorCode.AUTH_STATUS_FAILED, this::change)
                .delete("/api/v2/stream/cache", ErrorCode.STREAM_URL_FAILED, this::change)
                .post("/api/v2/system/storage/cleanup", ErrorCode.INVALID_REQUEST, this::change)
                .delete("/api/v2/not/in/the/table", ErrorCode.INVALID_REQUEST, this::change)
                .delete("/api/v2/jobs/:id", ErrorCode.JOB_FAILED, AccessFixture::scope);
    }

    private void change(RoutingContext ctx) {
        changes.incrementAndGet();
        ctx.response().setStatusCode(204).end();
    }

    private static void scope(RoutingContext ctx) {
        RequestScope scope = RequestScope.of(ctx);
        JsonObject document = new JsonObject()
                .put("client", scope.client())
                .put("key_id", scope.keyId())
                .put("key_limit", scope.keyLimit());
        Replies.json(ctx, document.toBuffer().getBytes());
    }

    /** Sends a request as written, `Host` and `Connection: close` added, and gives the whole answer. */
    Reply ask(String requestLine, String... fields) throws IOException {
        return raw(requestLine + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n"
                + (fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n") + "Connection: close\r\n\r\n");
    }

    /** Sends these characters and nothing else. */
    Reply raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new Reply(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    double refused(String code) {
        return registry.find("weir.refused").tag("code", code).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    List<JsonObject> audited() throws IOException {
        return Files.readAllLines(auditFile).stream().map(JsonObject::new).toList();
    }

    @Override
    public void close() {
        vertx.close().await();
        audit.close();
        scheduler.shutdownNow();
        registry.close();
    }

    /** An answer as it came. */
    record Reply(String text) {
        int status() {
            return Integer.parseInt(text.substring(9, 12));
        }

        String field(String name) {
            return text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")))
                    .lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        JsonObject json() {
            return new JsonObject(text.substring(text.indexOf("\r\n\r\n") + 4));
        }

        String code() {
            return json().getString("code");
        }
    }

    private static final class NoExtractor implements Extractor {
        @Override
        public VideoInfo extract(VideoRef ref) {
            throw new UnsupportedOperationException("no route here extracts");
        }

        @Override
        public ExtractorHealth health() {
            return new ExtractorHealth(ExtractorHealth.State.HEALTHY, "1", null, 1, 0, 0);
        }

        @Override
        public void close() {}
    }
}
