package dev.weir.video;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a site wants to see before it hands out a format's bytes, as the extractor said.
 *
 * @param headers request headers, sent as they are
 * @param cookies in yt-dlp's notation (`name=value; Domain=...; Path=...; Secure; Expires=...; ...`), scoped to addresses, or null
 * @param chunkSize the longest range in bytes that the site serves well, or 0 where it does not matter
 */
public record Access(Map<String, String> headers, @Nullable String cookies, long chunkSize) {
    public static final Access NONE = new Access(Map.of(), null, 0);

    public Access {
        headers = Map.copyOf(headers);
    }

    /** Hides the values, which are secrets of a session. */
    @Override
    public String toString() {
        return "Access[headers=" + headers.keySet() + ", cookies=" + (cookies == null ? "none" : "present")
                + ", chunkSize=" + chunkSize + "]";
    }
}
