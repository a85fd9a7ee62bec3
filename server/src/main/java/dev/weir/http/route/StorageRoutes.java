package dev.weir.http.route;

import dev.weir.health.HealthMonitor;
import dev.weir.health.Machine;
import dev.weir.health.ServiceHealth;
import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.Timestamps;
import dev.weir.storage.DownloadFolder;
import dev.weir.storage.DownloadFolder.Removal;
import dev.weir.storage.StorageUsage;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the machine and the download directory hold, and the removal of old downloads, in the documents of the Python system. */
public final class StorageRoutes {
    private static final String SYSTEM = "/api/v2/system/";
    private static final double GIBI = 1 << 30;
    private static final double MEBI = 1 << 20;
    private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final SystemLimits limits;
    private final HealthMonitor health;
    private final Machine machine;
    private final InstantSource clock;
    private final Timestamps timestamps;
    private final SharedRun<StorageUsage> usage;
    private final SharedRun<Removal> cleanup;

    /** @param blocking runs what reads the disk */
    public StorageRoutes(
            DownloadFolder downloads,
            SystemLimits limits,
            HealthMonitor health,
            Machine machine,
            Executor blocking,
            InstantSource clock,
            Timestamps timestamps) {
        this.limits = limits;
        this.health = health;
        this.machine = machine;
        this.clock = clock;
        this.timestamps = timestamps;
        this.usage = new SharedRun<>(() -> read(downloads::usage), blocking);
        this.cleanup = new SharedRun<>(
                () -> read(() -> downloads.removeOlderThan(clock.instant().minus(limits.retention()))), blocking);
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get(SYSTEM + "stats", ErrorCode.HEALTH_CHECK_FAILED, ctx -> answer(ctx, usage, this::stats))
                .get(SYSTEM + "storage", ErrorCode.HEALTH_CHECK_FAILED, ctx -> answer(ctx, usage, this::storage))
                .post(
                        SYSTEM + "storage/cleanup",
                        ErrorCode.HEALTH_CHECK_FAILED,
                        ctx -> answer(ctx, cleanup, this::cleaned));
    }

    private static <T> void answer(RoutingContext ctx, SharedRun<T> run, Function<T, JsonObject> document) {
        Future.fromCompletionStage(run.join(), ctx.vertx().getOrCreateContext()).onComplete(done -> {
            if (ctx.response().closed()) {
                return;
            }
            if (done.failed()) {
                ctx.fail(causeOf(done.cause()));
                return;
            }
            ctx.response().putHeader("Cache-Control", "no-store");
            Replies.json(
                    ctx,
                    document.apply(done.result())
                            .put("success", true)
                            .toBuffer()
                            .getBytes());
        });
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private JsonObject stats(StorageUsage found) {
        ServiceHealth redis = health.report().services().get("redis");
        Machine.Memory memory = machine.memory();
        return new JsonObject()
                .put(
                        "system",
                        new JsonObject()
                                .put("cpu_percent", rounded(machine.cpuPercent()))
                                .put(
                                        "memory",
                                        new JsonObject()
                                                .put("total_gb", rounded(memory.total() / GIBI))
                                                .put("available_gb", rounded(memory.available() / GIBI))
                                                .put("percent", rounded(memory.percent())))
                                .put(
                                        "disk",
                                        new JsonObject()
                                                .put("total_gb", rounded(found.totalBytes() / GIBI))
                                                .put("free_gb", rounded(found.freeBytes() / GIBI))
                                                .put("percent", rounded(found.diskPercent()))))
                .put("storage", storage(found))
                .put("redis", new JsonObject().put("status", redis == null ? null : redis.text()))
                .put("config", limits.document())
                .put("timestamp", timestamps.now());
    }

    private JsonObject storage(StorageUsage found) {
        Instant oldest = found.oldest();
        return new JsonObject()
                .put("total_space_gb", rounded(found.totalBytes() / GIBI))
                .put("used_space_gb", rounded(found.usedBytes() / GIBI))
                .put("available_space_gb", rounded(found.freeBytes() / GIBI))
                .put("file_count", found.fileCount())
                .put("oldest_file_age_hours", oldest == null ? null : rounded(hoursSince(oldest)));
    }

    private double hoursSince(Instant instant) {
        return Math.max(0, (clock.millis() - instant.toEpochMilli()) / HOUR_MILLIS);
    }

    private JsonObject cleaned(Removal removal) {
        String removed = String.format(
                Locale.ROOT,
                "Removed %d files (%.1f MiB) older than %d hours",
                removal.files(),
                removal.bytes() / MEBI,
                limits.retention().toHours());
        return new JsonObject()
                .put(
                        "message",
                        removal.kept() == 0
                                ? removed + "."
                                : removed + "; " + removal.kept() + " could not be removed.");
    }

    private static @Nullable Double rounded(@Nullable Double number) {
        return number == null ? null : Math.round(number * 1000) / 1000.0;
    }

    /** Work on the disk. */
    private interface DiskWork<T> {
        T run() throws IOException;
    }

    private static <T> T read(DiskWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw Failure.of(
                            Reason.INTERNAL,
                            "The download directory cannot be read.",
                            "DOWNLOAD_DIRECTORY names it; the server needs the right to read and write there.")
                    .toException();
        }
    }
}
