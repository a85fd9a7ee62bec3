package dev.weir.health;

/**
 * The disk below DOWNLOAD_DIRECTORY.
 *
 * @param usedBytes taken by our files
 * @param fileCount our files
 * @param freeBytes what the file system has left for us
 * @param totalBytes the file system's size
 */
public record StorageUsage(long usedBytes, long fileCount, long freeBytes, long totalBytes) {
    static final StorageUsage UNKNOWN = new StorageUsage(0, 0, 0, 0);

    /** Of the whole file system, 0 to 100. */
    public double diskPercent() {
        return totalBytes == 0 ? 0 : 100.0 * (totalBytes - freeBytes) / totalBytes;
    }
}
