package dev.weir.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at the directory of downloads, or where it would be made. */
final class StorageProbe {
    private final Path downloads;

    record Finding(ServiceHealth health, StorageUsage usage) {}

    StorageProbe(Path downloads) {
        this.downloads = downloads.toAbsolutePath();
    }

    Finding probe() {
        Path existing = downloads;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            FileStore store = Files.getFileStore(existing);
            long used = 0;
            long count = 0;
            for (Path file : filesBelow(downloads)) {
                used += Files.size(file);
                count++;
            }
            StorageUsage usage = new StorageUsage(used, count, store.getUsableSpace(), store.getTotalSpace());
            return new Finding(
                    Files.isWritable(existing)
                            ? ServiceHealth.HEALTHY
                            : ServiceHealth.problem(Level.DEGRADED, "the download directory cannot be written to"),
                    usage);
        } catch (IOException | UncheckedIOException e) {
            return new Finding(
                    ServiceHealth.problem(Level.DEGRADED, "the download directory cannot be read"),
                    StorageUsage.UNKNOWN);
        }
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
