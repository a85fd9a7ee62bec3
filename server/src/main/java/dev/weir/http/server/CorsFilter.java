package dev.weir.http.server;

import dev.weir.config.CorsSettings;
import dev.weir.http.header.MediaHeaders;
import dev.weir.http.limit.RateLimitFields;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets pages of the origins that the operator named read answers, refusals too; a request of any other page is answered without that permission. Comes
 * before what may refuse, but leaves preflights to {@link #preflight}, which comes after the check of addresses and before that of keys.
 */
final class CorsFilter implements Handler<RoutingContext> {
    private static final String ANY = "*";
    private static final Set<String> EXPOSED =
            Set.of("X-Request-ID", "X-Platform", "X-Quality", "X-Stream-Fallback", "Retry-After");

    private final CorsSettings settings;
    private final CorsHandler handler;

    /** @param keyHeader the header that carries API keys, which a page may always send */
    CorsFilter(CorsSettings settings, String keyHeader) {
        this.settings = settings;
        this.handler = CorsHandler.create()
                .allowedMethods(
                        settings.methods().stream().map(HttpMethod::valueOf).collect(Collectors.toSet()))
                .exposedHeaders(EXPOSED)
                .exposedHeaders(Set.copyOf(RateLimitFields.NAMES))
                .exposedHeader(MediaHeaders.EXPOSED)
                .maxAgeSeconds(Math.toIntExact(settings.maxAge().toSeconds()));
        if (!settings.headers().contains(ANY)) {
            // Without any, the handler allows what the preflight asks for.
            handler.allowedHeaders(Set.copyOf(settings.headers())).allowedHeader(keyHeader);
        }
        if (settings.anyOrigin()) {
            handler.addOrigin(ANY);
        } else {
            handler.addOrigins(settings.origins()).allowCredentials(settings.credentials());
        }
    }

    @Override
    public void handle(RoutingContext ctx) {
        ctx.response().putHeader("Vary", "Origin");
        if (!isPreflight(ctx) && allows(ctx)) {
            handler.handle(ctx);
        } else {
            // The library's handler answers other origins 403, but a page that may not read an answer may still ask
            // (Fetch, CORS protocol).
            ctx.next();
        }
    }

    /** Answers a browser's question whether a page may ask. */
    void preflight(RoutingContext ctx) {
        if (!isPreflight(ctx)) {
            ctx.next();
        } else if (allows(ctx)) {
            handler.handle(ctx);
        } else {
            ctx.response().setStatusCode(204).end();
        }
    }

    /** Such a question carries no credentials (Fetch, "CORS-preflight request"). */
    static boolean isPreflight(RoutingContext ctx) {
        MultiMap fields = ctx.request().headers();
        return ctx.request().method().equals(HttpMethod.OPTIONS)
                && fields.contains("Origin")
                && fields.contains("Access-Control-Request-Method");
    }

    private boolean allows(RoutingContext ctx) {
        String origin = ctx.request().getHeader("Origin");
        return origin != null && (settings.anyOrigin() || settings.origins().contains(origin));
    }
}
