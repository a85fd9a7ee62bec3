package dev.weir.storage;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of downloads, which need not exist yet. Everything here reads the disk, so it may block. */
public final class DownloadFolder {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadFolder.class);

    private final Path directory;

    /**
     * What a clean-up did.
     *
     * @param files removed
     * @param bytes that they took
     * @param kept files that should have gone, but could not be removed
     */
    public record Removal(long files, long bytes, long kept) {}

    /** @param directory DOWNLOAD_DIRECTORY */
    public DownloadFolder(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** The directory, or its nearest parent where it has not been made yet. */
    public Path existing() {
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** Counts what is there; links count as nothing. */
    public StorageUsage usage() throws IOException {
        FileStore store = Files.getFileStore(existing());
        Count count = new Count();
        if (Files.isDirectory(directory)) {
            FileWalk.below(directory, count);
        }
        return new StorageUsage(count.bytes, count.files, store.getUsableSpace(), store.getTotalSpace(), count.oldest);
    }

    /** Removes the files that were last written to before an instant, and nothing outside the directory. */
    public Removal removeOlderThan(Instant instant) throws IOException {
        Sweep sweep = new Sweep(instant);
        if (Files.isDirectory(directory)) {
            FileWalk.below(directory, sweep);
        }
        LOG.atInfo()
                .addKeyValue("files", sweep.files)
                .addKeyValue("bytes", sweep.bytes)
                .addKeyValue("kept", sweep.kept)
                .log("old files were removed from the download directory");
        return new Removal(sweep.files, sweep.bytes, sweep.kept);
    }

    private static final class Count implements FileWalk.Visitor {
        private long files;
        private long bytes;
        private @Nullable Instant oldest;

        @Override
        public void file(SecureDirectoryStream<Path> in, Path name, BasicFileAttributes attributes) {
            files++;
            bytes += attributes.size();
            Instant written = attributes.lastModifiedTime().toInstant();
            if (oldest == null || written.isBefore(oldest)) {
                oldest = written;
            }
        }
    }

    private static final class Sweep implements FileWalk.Visitor {
        private final Instant before;
        private long files;
        private long bytes;
        private long kept;

        Sweep(Instant before) {
            this.before = before;
        }

        @Override
        public void file(SecureDirectoryStream<Path> in, Path name, BasicFileAttributes attributes) {
            if (!attributes.lastModifiedTime().toInstant().isBefore(before)) {
                return;
            }
            try {
                in.deleteFile(name);
                files++;
                bytes += attributes.size();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("an old file could not be removed");
                kept++;
            }
        }
    }
}
