package dev.weir.system;

import dev.weir.openapi.Contract.Operation;
import java.util.Map;
import java.util.Set;

/** The routes that the server registers, beside the paths that the document describes. */
final class RouteTemplates {
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

    /** Whether a route is there for an operation. */
    static boolean serve(Operation operation, Map<String, Set<String>> routes) {
        return routes.entrySet().stream()
                .anyMatch(route ->
                        route.getValue().contains(operation.method()) && covers(route.getKey(), operation.path()));
    }
}
