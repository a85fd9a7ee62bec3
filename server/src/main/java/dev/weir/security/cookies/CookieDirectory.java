package dev.weir.security.cookies;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** COOKIES_DIRECTORY: plain files only, read by the content they have now, replaced as a whole, open to this user alone. */
final class CookieDirectory {
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);

    private static final FileVersion UNKNOWN = new FileVersion(FileTime.fromMillis(0), 0, null);

    private final Path folder;

    CookieDirectory(Path folder) {
        this.folder = folder;
    }

    /**
     * A site's file as it is now, or null where there is none; never fails.
     *
     * @param known returned as it is while the file is the same
     */
    @Nullable
    CookieFile read(CookieSite site, @Nullable CookieFile known) {
        Path file = folder.resolve(site.fileName());
        FileVersion version;
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            version = FileVersion.of(attributes);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            return CookieFile.unusable(UNKNOWN, "The file cannot be read.");
        }
        if (known != null && known.version().equals(version)) {
            return known;
        }
        if (!attributes.isRegularFile()) {
            return CookieFile.unusable(version, "The file is a link, a folder or a device rather than a plain file.");
        }
        try {
            return understand(site, version, content(file));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            return CookieFile.unusable(version, "The file cannot be read.");
        }
    }

    private static CookieFile understand(CookieSite site, FileVersion version, byte[] content) {
        return switch (CookieText.read(content)) {
            case CookieText.Refused(String message, String ignored) -> CookieFile.unusable(version, message);
            case CookieText.Cookies(List<Cookie> all, int ignored) -> {
                List<Cookie> own = all.stream().filter(site::owns).toList();
                if (own.isEmpty()) {
                    yield CookieFile.unusable(version, "None of the cookies in the file belongs to this site.");
                }
                yield CookieSite.isTooMuch(own)
                        ? CookieFile.unusable(version, "The file holds more cookies than an account has.")
                        : new CookieFile(version, own, null);
            }
        };
    }

    /** One byte more than may be used, where there are so many. */
    private static byte[] content(Path file) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(CookieText.MAX_BYTES + 1);
        try (SeekableByteChannel channel = Files.newByteChannel(file, READ)) {
            while (content.hasRemaining() && channel.read(content) >= 0) {
                // Until it is full or the file ends.
            }
        }
        return Arrays.copyOf(content.array(), content.position());
    }

    /** Replaces a file at once: whoever reads meanwhile sees the old one or the new one, also after a power failure. */
    Path write(String name, String text) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(folder, OWNERS_FOLDER);
        }
        Path draft = folder.resolve("." + name + ".new");
        // Left behind by a process that was stopped in the middle of this.
        Files.deleteIfExists(draft);
        try {
            try (SeekableByteChannel channel = Files.newByteChannel(draft, NEW, OWNERS_FILE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (channel instanceof FileChannel onDisk) {
                    onDisk.force(true);
                }
            }
            Path file = Files.move(
                    draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync();
            return file;
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    /** Returns whether there was one. */
    boolean delete(String name) throws IOException {
        boolean deleted = Files.deleteIfExists(folder.resolve(name));
        if (deleted) {
            sync();
        }
        return deleted;
    }

    private void sync() throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /** Where a file lies, as far as anybody may know: an absolute path is the operator's own affair. */
    String location(String name) {
        return (folder.isAbsolute() ? "COOKIES_DIRECTORY" : folder.toString()) + "/" + name;
    }
}
