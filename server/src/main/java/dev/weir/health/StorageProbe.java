package dev.weir.health;

import dev.weir.storage.DownloadFolder;
import dev.weir.storage.StorageUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the directory of downloads, or where it would be made. */
final class StorageProbe {
    private final DownloadFolder downloads;

    record Finding(ServiceHealth health, StorageUsage usage) {}

    StorageProbe(Path downloads) {
        this.downloads = new DownloadFolder(downloads);
    }

    Finding probe() {
        try {
            return new Finding(
                    Files.isWritable(downloads.existing())
                            ? ServiceHealth.HEALTHY
                            : ServiceHealth.problem(Level.DEGRADED, "the download directory cannot be written to"),
                    downloads.usage());
        } catch (IOException e) {
            return new Finding(
                    ServiceHealth.problem(Level.DEGRADED, "the download directory cannot be read"),
                    StorageUsage.UNKNOWN);
        }
    }
}
