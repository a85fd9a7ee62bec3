package dev.weir.source;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which content types (RFC 9110 section 8.3) may be passed on. */
final class MediaTypes {
    private static final Set<String> WHOLE_TYPES = Set.of("video", "audio", "image");

    /** SVG is a document that can run scripts. */
    private static final Set<String> NEVER = Set.of("image/svg+xml");

    private static final Set<String> SINGLE_TYPES = Set.of(
            "application/octet-stream",
            "binary/octet-stream",
            "application/x-octet-stream",
            "application/mp4",
            "application/ogg",
            "application/vnd.apple.mpegurl",
            "application/x-mpegurl",
            "application/dash+xml",
            "text/vtt");

    private MediaTypes() {}

    /** The essence of a Content-Type, lower case; null where there is none. */
    static @Nullable String essence(@Nullable String header) {
        if (header == null) {
            return null;
        }
        int parameters = header.indexOf(';');
        String type = (parameters < 0 ? header : header.substring(0, parameters)).strip();
        return type.isEmpty() ? null : type.toLowerCase(Locale.ROOT);
    }

    /** No type at all counts as application/octet-stream. */
    static boolean isMedia(@Nullable String essence) {
        if (essence == null || SINGLE_TYPES.contains(essence)) {
            return true;
        }
        int slash = essence.indexOf('/');
        return slash > 0 && WHOLE_TYPES.contains(essence.substring(0, slash)) && !NEVER.contains(essence);
    }
}
