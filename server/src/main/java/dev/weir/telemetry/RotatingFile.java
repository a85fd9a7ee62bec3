package dev.weir.telemetry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file, made so that only its owner may read it, that begins anew before it grows past a size; the older ones keep its name with `.1`, `.2` and so on, the
 * oldest goes. Each write is in one file whole. What fails is told the writer, and the next write tries again. One thread at a time.
 */
final class RotatingFile extends OutputStream {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;
    private final long limit;
    private final int older;
    private @Nullable OutputStream out;
    private long size;

    /**
     * @param limit bytes of one file
     * @param older how many files are kept besides the one that is written, at least 1
     */
    RotatingFile(Path path, long limit, int older) {
        this.path = path.toAbsolutePath();
        this.limit = limit;
        this.older = older;
    }

    /** Makes the file, and the folders it lies in, where they are not there. */
    OutputStream open() throws IOException {
        OutputStream open = out;
        if (open != null) {
            return open;
        }
        Path folder = path.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder, OWNER_ONLY_FOLDER);
        }
        if (Files.notExists(path)) {
            Files.createFile(path, OWNER_ONLY);
        }
        size = Files.size(path);
        open = Files.newOutputStream(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        out = open;
        return open;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            open();
            // What is there may be a device, which has no older files.
            if (size > 0 && size + length > limit && Files.isRegularFile(path)) {
                rotate();
            }
            open().write(bytes, offset, length);
            size += length;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        OutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }

    private void rotate() throws IOException {
        close();
        for (int i = older; i > 0; i--) {
            Path newer = i == 1 ? path : numbered(i - 1);
            if (Files.exists(newer)) {
                Files.move(newer, numbered(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }
}
