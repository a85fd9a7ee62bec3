package dev.weir.http.route;

import dev.weir.health.HealthMonitor;
import dev.weir.health.HealthReport;
import dev.weir.health.Level;
import dev.weir.health.Machine;
import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.Timestamps;
import dev.weir.storage.StorageUsage;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Health, readiness and version of the server. */
public final class SystemRoutes {
    private static final String NAME = "Weir";
    private static final String DESCRIPTION =
            "A video streaming API: a page address in, a stream any player can seek out.";
    private static final double GIBI = 1 << 30;

    private final HealthMonitor health;
    private final Machine machine;
    private final String version;
    private final InstantSource clock;
    private final Timestamps timestamps;
    private final Instant started;
    private Rendered rendered = new Rendered(Long.MIN_VALUE, 200, new byte[0]);

    /** A health document is worth keeping for a moment: probes of many balancers ask at once. Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Rendered(long second, int status, byte[] document) {}

    public SystemRoutes(
            HealthMonitor health, Machine machine, String version, InstantSource clock, Timestamps timestamps) {
        this.health = health;
        this.machine = machine;
        this.version = version;
        this.clock = clock;
        this.timestamps = timestamps;
        this.started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get("/health", ErrorCode.HEALTH_CHECK_FAILED, this::health)
                .get("/api/v2/system/health", ErrorCode.HEALTH_CHECK_FAILED, this::health)
                .get("/api/health", ErrorCode.HEALTH_CHECK_FAILED, this::health)
                .get("/health/live", ErrorCode.HEALTH_CHECK_FAILED, this::live)
                .get("/health/ready", ErrorCode.HEALTH_CHECK_FAILED, this::ready)
                .get("/api/v2/system/version", ErrorCode.HEALTH_CHECK_FAILED, this::version);
    }

    private void live(RoutingContext ctx) {
        Replies.json(ctx, bytes(new JsonObject().put("status", "alive")));
    }

    private void ready(RoutingContext ctx) {
        boolean ready = health.isReady();
        Replies.json(ctx, ready ? 200 : 503, bytes(new JsonObject().put("status", ready ? "ready" : "not ready")));
    }

    private void version(RoutingContext ctx) {
        Replies.json(
                ctx,
                bytes(new JsonObject()
                        .put("success", true)
                        .put("name", NAME)
                        .put("version", version)
                        .put("description", DESCRIPTION)
                        .put("timestamp", timestamps.now())));
    }

    private void health(RoutingContext ctx) {
        long second = clock.millis() / 1000;
        if (rendered.second != second) {
            HealthReport report = health.report();
            int status = report.overall() == Level.UNHEALTHY ? 503 : 200;
            rendered = new Rendered(second, status, bytes(document(report)));
        }
        ctx.response().putHeader("Cache-Control", "no-store");
        Replies.json(ctx, rendered.status, rendered.document);
    }

    private JsonObject document(HealthReport report) {
        JsonObject services = new JsonObject();
        report.services().forEach((name, service) -> services.put(name, service.text()));
        // STARTING is no status of its own to those who read this: the server answers, but not all of it yet.
        Level shown = report.overall() == Level.STARTING ? Level.DEGRADED : report.overall();
        return new JsonObject()
                .put("success", true)
                .put("status", shown.wireName())
                .put("version", version)
                .put("uptime", uptime(Duration.between(started, clock.instant())))
                .put("memory", MemoryDocument.now())
                .put("services", services)
                .put("versions", new JsonObject(Map.copyOf(report.versions())))
                .put("storage", storage(report.storage()))
                .put("timestamp", timestamps.now());
    }

    /** As Go's own type prints a duration, to the second: `1h2m3s`. */
    static String uptime(Duration uptime) {
        long hours = uptime.toHours();
        int minutes = uptime.toMinutesPart();
        String seconds = uptime.toSecondsPart() + "s";
        return hours > 0 ? hours + "h" + minutes + "m" + seconds : minutes > 0 ? minutes + "m" + seconds : seconds;
    }

    private JsonObject storage(StorageUsage usage) {
        return new JsonObject()
                .put("used_gb", rounded(usage.usedBytes() / GIBI))
                .put("available_gb", rounded(usage.freeBytes() / GIBI))
                .put("total_gb", rounded(usage.totalBytes() / GIBI))
                .put("file_count", usage.fileCount())
                .put("memory_usage_percent", rounded(machine.memory().percent()))
                .put("disk_usage_percent", rounded(usage.diskPercent()));
    }

    private static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }

    private static byte[] bytes(JsonObject document) {
        return document.toBuffer().getBytes();
    }
}
