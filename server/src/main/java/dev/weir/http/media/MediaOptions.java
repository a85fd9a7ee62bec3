package dev.weir.http.media;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a media answer carries besides the bytes.
 *
 * @param disposition the Content-Disposition (RFC 6266), or null where the client is left to its own ways
 * @param headers further headers, such as `X-Quality`
 */
public record MediaOptions(@Nullable String disposition, Map<String, String> headers) {
    public MediaOptions {
        headers = Map.copyOf(headers);
    }
}
