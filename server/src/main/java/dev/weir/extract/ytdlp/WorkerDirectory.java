package dev.weir.extract.ytdlp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory that only this user can enter: holds the worker's scripts, the socket, and what extractions write meanwhile. */
final class WorkerDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerDirectory.class);
    private static final String MAIN = "weir_parent.py";
    private static final List<String> SCRIPTS = List.of(
            MAIN,
            "weir_worker.py",
            "weir_extraction.py",
            "weir_sessions.py",
            "weir_video.py",
            "weir_playlist.py",
            "weir_errors.py",
            "weir_processes.py",
            "weir_certificates.py");

    private final Path root;

    private WorkerDirectory(Path root) {
        this.root = root;
    }

    static WorkerDirectory create() throws IOException {
        Path root = Files.createTempDirectory(
                "weir-ytdlp-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String script : SCRIPTS) {
            try (InputStream source = WorkerDirectory.class.getResourceAsStream(script)) {
                if (source == null) {
                    throw new NoSuchFileException(script, null, "is missing from the jar");
                }
                Files.copy(source, root.resolve(script));
            }
        }
        Files.createDirectory(root.resolve("tmp"));
        return new WorkerDirectory(root);
    }

    Path root() {
        return root;
    }

    Path main() {
        return root.resolve(MAIN);
    }

    Path socket() {
        return root.resolve("pool");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    /** Deletes it with all it holds; the Python parent, which does the same when it ends, may have been faster. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(root, new Deleting());
        } catch (IOException e) {
            LOG.warn("what extractions wrote could not be deleted: {}", e.toString());
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
