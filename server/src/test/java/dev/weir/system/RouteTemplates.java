package dev.weir.system;

import dev.weir.openapi.Contract.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The routes that the server registers, beside the paths that the document describes. */
final class RouteTemplates {
    /** Described, but built on another branch; what is merged leaves this list, and in the end it is empty. */
    static final Set<String> NOT_YET = Set.of(
            "DELETE /api/v2/auth/cookies/{platform}",
            "DELETE /api/v2/stream/cache",
            "GET /api/embed",
            "GET /api/formats",
            "GET /api/health",
            "GET /api/info",
            "GET /api/platforms",
            "GET /api/stream",
            "GET /api/v2/auth/guide",
            "GET /api/v2/auth/platforms/{platform}",
            "GET /api/v2/auth/status",
            "GET /api/v2/playlists/{platform}/{playlist_id}",
            "GET /api/v2/stream/cache/stats",
            "GET /api/v2/stream/embed/{platform}/{video_id}",
            "GET /api/v2/system/stats",
            "GET /api/v2/system/storage",
            "GET /api/v2/videos/redirect",
            "GET /api/v2/videos/stream-proxy",
            "GET /api/vrchat/health",
            "GET /api/vrchat/info",
            "GET /api/vrchat/stream",
            "POST /api/v2/auth/template/{platform}",
            "POST /api/v2/stream/batch",
            "POST /api/v2/system/storage/cleanup",
            "POST /api/v2/videos/batch",
            "POST /api/v2/videos/info",
            "POST /api/v2/videos/stream",
            "PUT /api/v2/auth/cookies/{platform}");

    private RouteTemplates() {}

    /** Whether a route's template, such as `/a/:b/*`, stands for a path of the document, such as `/a/{b}/{c}`. */
    static boolean covers(String template, String path) {
        String described = path.replaceAll("\\{[^}]*}", "{}");
        String registered = template.replaceAll(":\\w+", "{}");
        if (registered.length() > 1 && registered.endsWith("/")) {
            registered = registered.substring(0, registered.length() - 1);
        }
        return registered.endsWith("/*")
                ? described.startsWith(registered.substring(0, registered.length() - 1) + "{")
                : registered.equals(described);
    }

    /** The operations, as `GET /path`, that no route serves. */
    static List<String> missing(Collection<Operation> operations, Map<String, Set<String>> routes) {
        return operations.stream()
                .filter(operation -> routes.entrySet().stream()
                        .noneMatch(route -> route.getValue().contains(operation.method())
                                && covers(route.getKey(), operation.path())))
                .map(Operation::toString)
                .toList();
    }
}
