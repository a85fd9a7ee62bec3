package dev.weir.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The disk below DOWNLOAD_DIRECTORY.
 *
 * @param usedBytes taken by our files
 * @param fileCount our files
 * @param freeBytes what the file system has left for us
 * @param totalBytes the file system's size
 * @param oldest when the file that has not been written to for longest was, or null where there is none
 */
public record StorageUsage(
        long usedBytes,
        long fileCount,
        long freeBytes,
        long totalBytes,
        @Nullable Instant oldest) {
    /** Before anybody looked. */
    public static final StorageUsage UNKNOWN = new StorageUsage(0, 0, 0, 0, null);

    /** Of the whole file system, 0 to 100. */
    public double diskPercent() {
        return totalBytes == 0 ? 0 : 100.0 * (totalBytes - freeBytes) / totalBytes;
    }
}
