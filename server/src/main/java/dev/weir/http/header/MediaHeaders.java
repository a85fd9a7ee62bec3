package dev.weir.http.header;

import dev.weir.http.conditional.EntityTag;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields that describe a file in every answer about it; nothing else of what the origin sent leaves here.
 *
 * @param contentType of the file, also where parts of it are sent
 * @param tag ours
 * @param lastModified as the origin wrote it, already found to be a date; or null
 * @param disposition null where the client did not ask for a download
 * @param ranged whether parts can be had
 */
public record MediaHeaders(
        String contentType,
        EntityTag tag,
        @Nullable String lastModified,
        @Nullable String disposition,
        boolean ranged) {

    /** What scripts of other origins may read, besides what they always may (Fetch, "CORS-safelisted response-header name"). */
    public static final String EXPOSED = "Content-Length, Content-Range, Accept-Ranges, ETag, Content-Disposition";

    /** For 200 and single 206: without Content-Length and Content-Range, which depend on the part. */
    public void describe(BiConsumer<String, String> fields) {
        fields.accept("Content-Type", contentType);
        fields.accept("Accept-Ranges", ranged ? "bytes" : "none");
        if (disposition != null) {
            fields.accept("Content-Disposition", disposition);
        }
        validate(fields);
    }

    /** For 304: only what keeps a cached answer up to date (RFC 9110 section 15.4.5). */
    public void validate(BiConsumer<String, String> fields) {
        fields.accept("ETag", tag.toString());
        if (lastModified != null) {
            fields.accept("Last-Modified", lastModified);
        }
    }
}
