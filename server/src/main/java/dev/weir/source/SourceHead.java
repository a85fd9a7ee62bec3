package dev.weir.source;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an origin said of a file before its bytes.
 *
 * @param total the whole file's length in bytes, empty where the origin does not say
 * @param ranged whether the origin answers ranges; false means that reading began at byte 0 whatever was asked
 * @param contentType lower case, without parameters; null where none was given
 * @param etag the origin's entity tag as it wrote it, weak ones included
 * @param lastModified the origin's Last-Modified as it wrote it
 */
public record SourceHead(
        OptionalLong total,
        boolean ranged,
        @Nullable String contentType,
        @Nullable String etag,
        @Nullable String lastModified) {}
