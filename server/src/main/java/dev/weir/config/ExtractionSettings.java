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
        long memoryPerWorker) {

    static ExtractionSettings read(Values values, Path defaultPython) {
        List<Path> pluginDirs = values.find(Setting.YTDLP_PLUGIN_DIRS, Paths::directories);
        return new ExtractionSettings(
                values.read(Setting.YTDLP_WORKERS, Numbers.between(1, 64)),
                values.read(Setting.YTDLP_TIMEOUT, Durations.between(Duration.ofMillis(100), Duration.ofMinutes(10))),
                values.read(Setting.YTDLP_QUEUE, Numbers.between(0, 10_000)),
                python(values, defaultPython),
                pluginDirs == null ? List.of() : pluginDirs,
                values.find(Setting.YTDLP_PROXY, ProxyAddress::parse),
                values.read(Setting.YTDLP_WORKER_REQUESTS, Numbers.between(1, 1_000_000)),
                values.read(Setting.YTDLP_WORKER_MEMORY_MB, Numbers.between(32, 65_536)) * (1L << 20));
    }

    /** Whether the proxy is spoken to over TLS. */
    public boolean proxyOverTls() {
        return proxy != null && proxy.scheme() == ProxyAddress.Scheme.HTTPS;
    }

    private static Path python(Values values, Path defaultPython) {
        String path = values.text("PATH");
        Parser<Path> program = text -> Paths.program(text, path == null ? "" : path);
        if (values.isSet(Setting.YTDLP_PYTHON)) {
            Path python = values.find(Setting.YTDLP_PYTHON, program);
            return python == null ? defaultPython : python;
        }
        try {
            return program.parse(defaultPython.toString());
        } catch (InvalidValue e) {
            values.reject(Setting.YTDLP_PYTHON, e);
            return defaultPython;
        }
    }
}
