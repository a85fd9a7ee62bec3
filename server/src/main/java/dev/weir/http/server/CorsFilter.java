package dev.weir.http.server;

import dev.weir.config.CorsSettings;
import dev.weir.http.header.MediaHeaders;
import dev.weir.http.limit.RateLimitFields;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets pages of the origins that the operator named read answers; a request of any other page is answered without that permission. */
final class CorsFilter implements Handler<RoutingContext> {
    private static final Set<String> EXPOSED =
            Set.of("X-Request-ID", "X-Platform", "X-Quality", "X-Stream-Fallback", "Retry-After");

    private final CorsSettings settings;
    private final CorsHandler handler;

    CorsFilter(CorsSettings settings) {
        this.settings = settings;
        this.handler = CorsHandler.create()
                .allowedMethods(
                        settings.methods().stream().map(HttpMethod::valueOf).collect(Collectors.toSet()))
                .allowedHeaders(Set.copyOf(settings.headers()))
                .exposedHeaders(EXPOSED)
                .exposedHeaders(Set.copyOf(RateLimitFields.NAMES))
                .exposedHeader(MediaHeaders.EXPOSED)
                .maxAgeSeconds(Math.toIntExact(settings.maxAge().toSeconds()));
        if (settings.anyOrigin()) {
            handler.addOrigin("*");
        } else {
            handler.addOrigins(settings.origins()).allowCredentials(settings.credentials());
        }
    }

    @Override
    public void handle(RoutingContext ctx) {
        String origin = ctx.request().getHeader("Origin");
        if (allows(origin)) {
            handler.handle(ctx);
            return;
        }
        // The library's handler answers 403 here, but a page that may not read an answer may still ask (Fetch, CORS
        // protocol).
        ctx.response().putHeader("Vary", "Origin");
        if (ctx.request().method().equals(HttpMethod.OPTIONS)) {
            ctx.response().setStatusCode(204).end();
        } else {
            ctx.next();
        }
    }

    private boolean allows(@Nullable String origin) {
        return origin != null && (settings.anyOrigin() || settings.origins().contains(origin));
    }
}
