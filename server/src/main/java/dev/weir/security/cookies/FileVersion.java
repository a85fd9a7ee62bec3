package dev.weir.security.cookies;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** What changes when somebody writes or replaces a file. */
record FileVersion(FileTime modified, long size, @Nullable Object file) {
    static FileVersion of(BasicFileAttributes attributes) {
        return new FileVersion(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
}
