package dev.weir.http.server;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;

/** Whether a request says that somebody passed it on for somebody else (RFC 7239, RFC 9110 section 7.6.3, and what is in use besides). */
final class Forwarding {
    private static final String COMMON = "x-forwarded";
    private static final Set<String> FIELDS = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "x-original-forwarded-for",
            "x-envoy-external-address",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "fly-client-ip");

    private Forwarding() {}

    static boolean isDeclared(HttpServerRequest request) {
        for (var field : request.headers()) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(COMMON) || FIELDS.contains(name)) {
                return true;
            }
        }
        return false;
    }
}
