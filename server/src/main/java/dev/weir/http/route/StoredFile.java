package dev.weir.http.route;

import dev.weir.http.conditional.EntityTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A file of the build that is asked for now and then: read at the first request, and given up when memory is scarce. */
final class StoredFile {
    private final String resource;
    private final String contentType;
    private final UnaryOperator<byte[]> conversion;
    private volatile SoftReference<Content> latest = new SoftReference<>(null);

    /** Never compared, so the array does no harm. */
    @SuppressWarnings("ArrayRecordComponent")
    record Content(byte[] bytes, String tag) {}

    /** @param conversion what makes the answer of the file; gives the same for the same */
    StoredFile(String resource, String contentType, UnaryOperator<byte[]> conversion) {
        this.resource = resource;
        this.contentType = contentType;
        this.conversion = conversion;
    }

    static StoredFile of(String resource, String contentType) {
        return new StoredFile(resource, contentType, UnaryOperator.identity());
    }

    String contentType() {
        return contentType;
    }

    /** What is in memory, or null; does not block. */
    @Nullable
    Content remembered() {
        return latest.get();
    }

    /** What is in memory, or else on disk; blocks. */
    Content load() {
        Content known = latest.get();
        if (known != null) {
            return known;
        }
        byte[] bytes = conversion.apply(read());
        Content content = new Content(
                bytes,
                EntityTag.strong(List.of(contentType, HexFormat.of().formatHex(bytes)))
                        .toString());
        latest = new SoftReference<>(content);
        return content;
    }

    private byte[] read() {
        try (InputStream stream = StoredFile.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the build lacks " + resource);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
