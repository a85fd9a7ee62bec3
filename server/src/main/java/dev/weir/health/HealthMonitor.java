package dev.weir.health;

import dev.weir.extract.Extractor;
import dev.weir.extract.ExtractorHealth;
import dev.weir.storage.StorageUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Probes what the server depends on from time to time, and reports the last findings at once. */
public final class HealthMonitor implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(60);

    /** Above this a machine is about to fail its users. */
    private static final double DISK_LIMIT_PERCENT = 95;

    private static final double HEAP_LIMIT_PERCENT = 95;

    private final Extractor extractor;
    private final Supplier<ServiceHealth> redis;
    private final FfmpegProbe ffmpegProbe;
    private final StorageProbe storageProbe;
    private final ScheduledExecutorService scheduler;
    private volatile FfmpegProbe.@Nullable Finding ffmpeg;
    private volatile StorageProbe.@Nullable Finding storage;
    private volatile boolean draining;

    /**
     * @param redis how the shared server is doing; does not block
     * @param scheduler runs the probes; they may block for seconds, so it must serve nothing urgent
     */
    public HealthMonitor(
            Extractor extractor, Supplier<ServiceHealth> redis, Path downloads, ScheduledExecutorService scheduler) {
        this.extractor = extractor;
        this.redis = redis;
        this.ffmpegProbe = new FfmpegProbe();
        this.storageProbe = new StorageProbe(downloads);
        this.scheduler = scheduler;
    }

    /** Begins to probe, now and every minute. */
    public void start() {
        var _ = scheduler.scheduleWithFixedDelay(this::probe, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From now on the server is not ready for new work. */
    public void drain() {
        draining = true;
    }

    public boolean isDraining() {
        return draining;
    }

    /** Whether new work can be done here; does not block. */
    public boolean isReady() {
        return !draining && extractor.health().state() == ExtractorHealth.State.HEALTHY;
    }

    /** The last findings; does not block. */
    public HealthReport report() {
        ExtractorHealth extraction = extractor.health();
        FfmpegProbe.Finding foundFfmpeg = ffmpeg;
        StorageProbe.Finding foundStorage = storage;
        StorageUsage usage = foundStorage == null ? StorageUsage.UNKNOWN : foundStorage.usage();

        Map<String, ServiceHealth> services = new LinkedHashMap<>();
        services.put("redis", redis.get());
        services.put("yt-dlp", extraction(extraction));
        services.put("ffmpeg", foundFfmpeg == null ? ServiceHealth.STARTING : foundFfmpeg.health());
        services.put("storage", foundStorage == null ? ServiceHealth.STARTING : foundStorage.health());
        services.put("memory", memory());
        services.put("disk", foundStorage == null ? ServiceHealth.STARTING : disk(usage));

        Map<String, String> versions = new LinkedHashMap<>();
        String ytDlp = extraction.version();
        versions.put("yt-dlp", ytDlp == null ? "" : ytDlp);
        versions.put("ffmpeg", foundFfmpeg == null ? "" : foundFfmpeg.version());
        return new HealthReport(overall(services), services, versions, usage, isReady());
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    private void probe() {
        storage = storageProbe.probe();
        ffmpeg = ffmpegProbe.probe();
    }

    /** Without extraction nothing works; any other part that fails leaves something that does. */
    private static Level overall(Map<String, ServiceHealth> services) {
        boolean extractionFailed = false;
        boolean anythingElse = false;
        for (Map.Entry<String, ServiceHealth> service : services.entrySet()) {
            switch (service.getValue().level()) {
                case HEALTHY -> {}
                case UNHEALTHY -> {
                    extractionFailed |= service.getKey().equals("yt-dlp");
                    anythingElse = true;
                }
                case STARTING, DEGRADED -> anythingElse = true;
            }
        }
        return extractionFailed ? Level.UNHEALTHY : anythingElse ? Level.DEGRADED : Level.HEALTHY;
    }

    private static ServiceHealth extraction(ExtractorHealth health) {
        return switch (health.state()) {
            case STARTING -> ServiceHealth.STARTING;
            case HEALTHY -> ServiceHealth.HEALTHY;
            case UNHEALTHY -> {
                String problem = health.problem();
                yield ServiceHealth.problem(Level.UNHEALTHY, problem == null ? "it does not answer" : problem);
            }
        };
    }

    private static ServiceHealth memory() {
        Runtime runtime = Runtime.getRuntime();
        double used = 100.0 * (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
        return used < HEAP_LIMIT_PERCENT
                ? ServiceHealth.HEALTHY
                : ServiceHealth.problem(Level.DEGRADED, "the heap is nearly full");
    }

    private static ServiceHealth disk(StorageUsage usage) {
        return usage.diskPercent() < DISK_LIMIT_PERCENT
                ? ServiceHealth.HEALTHY
                : ServiceHealth.problem(Level.DEGRADED, "the disk is nearly full");
    }
}
