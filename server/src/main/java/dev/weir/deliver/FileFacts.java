package dev.weir.deliver;

import dev.weir.source.SourceHead;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file once its origin has answered: enough to evaluate ranges and preconditions without asking again.
 *
 * @param total the length in bytes, empty where the origin does not say
 * @param ranged whether ranges can be had
 * @param contentType as the origin said it, or null
 * @param version what changes when the bytes change: the origin's strong entity tag, else its Last-Modified, else empty
 * @param lastModified the origin's Last-Modified as it wrote it, or null
 */
public record FileFacts(
        OptionalLong total,
        boolean ranged,
        @Nullable String contentType,
        String version,
        @Nullable String lastModified) {

    public static FileFacts of(SourceHead head) {
        String etag = head.etag();
        String modified = head.lastModified();
        String version = etag != null && !etag.startsWith("W/") ? etag : modified != null ? modified : "";
        return new FileFacts(head.total(), head.ranged(), head.contentType(), version, modified);
    }

    /** Whether parts of the file can be asked for, and named in a Content-Range. */
    public boolean seekable() {
        return ranged && total.isPresent();
    }
}
