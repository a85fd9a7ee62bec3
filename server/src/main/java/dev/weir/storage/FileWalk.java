package dev.weir.storage;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Visits the regular files below a directory. Every step is taken relative to an open directory and none follows a symbolic link, so that
 * nobody leads the walk out of the directory, not even by putting a link in the place of a directory meanwhile. What vanishes or may not be read
 * is passed over.
 */
final class FileWalk {
    static final int MAX_DEPTH = 8;
    private static final int MAX_ENTRIES = 200_000;

    /** What is done with a file. */
    interface Visitor {
        /** @param name of the file in that directory */
        void file(SecureDirectoryStream<Path> directory, Path name, BasicFileAttributes attributes) throws IOException;
    }

    private final Visitor visitor;
    private int entriesLeft = MAX_ENTRIES;

    private FileWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    /**
     * Looks at {@value #MAX_ENTRIES} entries at most, {@value #MAX_DEPTH} directories deep.
     *
     * @throws IOException where the directory itself cannot be read
     */
    static void below(Path directory, Visitor visitor) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
                throw new IOException("this file system cannot be walked without following links");
            }
            new FileWalk(visitor).walk(secure, 1);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void walk(SecureDirectoryStream<Path> directory, int depth) throws IOException {
        for (Path entry : directory) {
            if (entriesLeft-- <= 0) {
                return;
            }
            try {
                visit(directory, entry.getFileName(), depth);
            } catch (NoSuchFileException | AccessDeniedException | NotDirectoryException e) {
                // Somebody else was quicker, or keeps it to themselves: on to the next.
            }
        }
    }

    private void visit(SecureDirectoryStream<Path> directory, Path name, int depth) throws IOException {
        BasicFileAttributes attributes = directory
                .getFileAttributeView(name, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                .readAttributes();
        if (attributes.isRegularFile()) {
            visitor.file(directory, name, attributes);
        } else if (attributes.isDirectory() && depth < MAX_DEPTH) {
            try (SecureDirectoryStream<Path> below = directory.newDirectoryStream(name, NOFOLLOW_LINKS)) {
                walk(below, depth + 1);
            }
        }
    }
}
