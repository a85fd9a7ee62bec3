package dev.weir.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How extraction runs.
 *
 * @param workers YTDLP_WORKERS: warm processes, 1 to 64
 * @param timeout YTDLP_TIMEOUT: bounds a whole extraction, the wait for a worker included
 * @param queue YTDLP_QUEUE: requests that may wait for a worker, 0 to 10000
 * @param python YTDLP_PYTHON: the interpreter that has yt-dlp
 * @param pluginDirs YTDLP_PLUGIN_DIRS: each holds `package/yt_dlp_plugins`
 * @param requestsPerWorker after so many requests a worker is replaced
 * @param memoryPerWorker bytes of resident memory of its own after which a worker is replaced
 */
public record ExtractionSettings(
        int workers,
        Duration timeout,
        int queue,
        Path python,
        List<Path> pluginDirs,
        @Nullable ProxyAddress proxy,
        int requestsPerWorker,
        long memoryPerWorker) {}
