package dev.weir.source;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the requests of one fetch, one for each hop: always a GET with a Range. */
final class RequestHead {

    /** Ours to say, or a matter between two neighbours (RFC 9110 section 7.6.1). */
    private static final Set<String> NEVER = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "range",
            "if-range",
            "if-match",
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since",
            "cookie",
            "accept-encoding");

    /** What a host that the extractor did not mean may see; anything else could be a secret. */
    private static final Set<String> HARMLESS = Set.of(
            "user-agent",
            "accept",
            "accept-language",
            "referer",
            "origin",
            "sec-fetch-mode",
            "sec-fetch-site",
            "sec-fetch-dest");

    private final Fetch fetch;
    private final Endpoint first;
    private final @Nullable ScopedCookies cookies;

    RequestHead(Fetch fetch, Endpoint first) {
        this.fetch = fetch;
        this.first = first;
        String notation = fetch.location().access().cookies();
        this.cookies = notation == null ? null : ScopedCookies.parse(notation, first.host());
    }

    /**
     * The request for one hop.
     *
     * @throws IllegalArgumentException where a field of the access cannot stand in a request head
     */
    FullHttpRequest to(URI url, Endpoint endpoint, Instant now) {
        String target = target(url);
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target, Unpooled.EMPTY_BUFFER);
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.HOST, endpoint.hostHeader());
        boolean trusted = endpoint.maySeeSecretsOf(first);
        fetch.location().access().headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NEVER.contains(lower) && !lower.startsWith("proxy-") && (trusted || HARMLESS.contains(lower))) {
                headers.set(name, value.strip());
            }
        });
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
        Span span = fetch.span();
        headers.set(HttpHeaderNames.RANGE, "bytes=" + span.first() + "-" + (span.isOpen() ? "" : span.last()));
        if (fetch.ifRange() != null) {
            headers.set(HttpHeaderNames.IF_RANGE, fetch.ifRange());
        }
        String cookie = cookies == null ? null : cookies.headerFor(endpoint, path(url), now);
        if (cookie != null) {
            headers.set(HttpHeaderNames.COOKIE, cookie);
        }
        return request;
    }

    private static String path(URI url) {
        String path = url.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static String target(URI url) {
        // Letters beyond ASCII, which a URI may hold, cannot stand in a request line.
        URI ascii = URI.create(url.toASCIIString());
        return ascii.getRawQuery() == null ? path(ascii) : path(ascii) + "?" + ascii.getRawQuery();
    }
}
