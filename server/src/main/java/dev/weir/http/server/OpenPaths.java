package dev.weir.http.server;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be read without an API key: whether the server is well, the page with its files, and the documentation. */
final class OpenPaths {
    private static final Set<String> WHOLE = Set.of(
            "/",
            "/health",
            "/api/v2/system/health",
            "/api/health",
            "/api/vrchat/health",
            "/docs",
            "/redoc",
            "/openapi.yaml",
            "/openapi.json");
    private static final Set<String> BEGINNINGS = Set.of("/health/", "/docs/", "/swagger/");
    private static final Pattern PAGE_FILE = Pattern.compile("/[A-Za-z0-9_-]+\\.(?:css|js|svg|png|ico|webmanifest)");

    private OpenPaths() {}

    /** Looks at the path as it was sent, which is what routes are matched by; another spelling of it is not open. */
    static boolean holds(HttpServerRequest request) {
        HttpMethod method = request.method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            return false;
        }
        String path = request.path();
        return path != null
                && (WHOLE.contains(path)
                        || BEGINNINGS.stream().anyMatch(path::startsWith)
                        || PAGE_FILE.matcher(path).matches());
    }
}
