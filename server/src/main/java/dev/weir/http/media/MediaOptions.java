package dev.weir.http.media;

import java.util.Map;

/**
 * What a media answer carries besides the bytes.
 *
 * @param disposition the Content-Disposition (RFC 6266)
 * @param headers further headers, such as `X-Quality`
 */
public record MediaOptions(String disposition, Map<String, String> headers) {
    public MediaOptions {
        headers = Map.copyOf(headers);
    }
}
