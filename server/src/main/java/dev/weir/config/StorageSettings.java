package dev.weir.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is kept on disk for clients.
 *
 * @param downloads DOWNLOAD_DIRECTORY
 * @param maxBytes MAX_STORAGE_GB, in bytes
 * @param retention TEMP_RETENTION_HOURS: 1 hour to 1 year
 * @param concurrentDownloads MAX_CONCURRENT_DOWNLOADS: 1 to 100
 * @param downloadTimeout DOWNLOAD_TIMEOUT: 1 s to 7 days
 * @param cookies COOKIES_DIRECTORY
 */
public record StorageSettings(
        Path downloads,
        long maxBytes,
        Duration retention,
        int concurrentDownloads,
        Duration downloadTimeout,
        Path cookies) {

    static StorageSettings read(Values values) {
        return new StorageSettings(
                values.read(Setting.DOWNLOAD_DIRECTORY, Paths::path),
                values.read(Setting.MAX_STORAGE_GB, Numbers.gibibytes(1_000_000)),
                Duration.ofHours(values.read(Setting.TEMP_RETENTION_HOURS, Numbers.between(1, 8784))),
                values.read(Setting.MAX_CONCURRENT_DOWNLOADS, Numbers.between(1, 100)),
                values.read(Setting.DOWNLOAD_TIMEOUT, Durations.between(Duration.ofSeconds(1), Duration.ofDays(7))),
                values.read(Setting.COOKIES_DIRECTORY, Paths::path));
    }
}
