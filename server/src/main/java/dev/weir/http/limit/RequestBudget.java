package dev.weir.http.limit;

import dev.weir.limit.Budget;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** To which budget a request counts, by its method and its path as it was sent. */
final class RequestBudget {
    private static final String STREAM = "/api/v2/stream/";

    /** What is no platform below {@link #STREAM}, and begins no stream. */
    private static final Set<String> NO_STREAM =
            Set.of("info", "batch", "cache", "url", "metrics", "embed", "captions", "thumbnail");

    private static final Set<String> OTHER_STREAMS =
            Set.of("/api/v2/videos/stream-proxy", "/api/v2/videos/redirect", "/api/vrchat/stream", "/api/stream");

    private static final Set<String> UNCOUNTED = Set.of(
            "/api/v2/system/health",
            "/api/vrchat/health",
            "/api/health",
            "/api/v2/stream/metrics",
            "/performance/stats");

    private RequestBudget() {}

    /** Null where the request does not count. */
    static @Nullable Budget of(HttpMethod method, String target) {
        // The router takes an address with a slash at its end for the same.
        String path = target.length() > 1 && target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
        if (method.equals(HttpMethod.OPTIONS)) {
            return null;
        }
        if (!path.startsWith("/api/")) {
            return isPageOrProbe(path) ? null : Budget.REQUESTS;
        }
        if (UNCOUNTED.contains(path)) {
            return null;
        }
        return method.equals(HttpMethod.GET) && beginsStream(path) ? Budget.STREAMS : Budget.REQUESTS;
    }

    /** The page and its files, the documentation's first pages, /health and /metrics all lie at the top. */
    private static boolean isPageOrProbe(String path) {
        return path.lastIndexOf('/') == 0
                || path.startsWith("/health/")
                || path.startsWith("/docs/")
                || path.startsWith("/swagger/")
                || UNCOUNTED.contains(path);
    }

    private static boolean beginsStream(String path) {
        if (!path.startsWith(STREAM)) {
            return OTHER_STREAMS.contains(path) || path.startsWith("/api/v2/files/");
        }
        int end = path.indexOf('/', STREAM.length());
        return !NO_STREAM.contains(path.substring(STREAM.length(), end < 0 ? path.length() : end));
    }
}
