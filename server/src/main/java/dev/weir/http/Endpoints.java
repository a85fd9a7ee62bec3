package dev.weir.http;

import dev.weir.http.document.ErrorCode;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Registers routes so that each knows its operation's failure code and its template, and so that a path asked with another method is answered
 * 405 with Allow (RFC 9110 section 15.5.6). Paths are matched as they were sent: nothing is decoded or normalized before a route has read it.
 */
public final class Endpoints {
    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Router router;
    private final BodyIntake bodies;
    private final RouteGuard guard;
    private final Map<String, Set<String>> methodsByPath = new LinkedHashMap<>();

    /**
     * @param bodies reads the bodies of requests
     * @param guard decides which routes are not for everybody
     */
    public Endpoints(Router router, BodyIntake bodies, RouteGuard guard) {
        this.router = router;
        this.guard = guard;
        this.bodies = bodies;
    }

    /** A route for GET, and for HEAD, which answers the same without a body. */
    public Endpoints get(String path, ErrorCode code, Handler<RoutingContext> handler) {
        add(HttpMethod.GET, path, code, handler);
        add(HttpMethod.HEAD, path, code, handler);
        return this;
    }

    /** A route for POST; its handler finds the whole body read. */
    public Endpoints post(String path, ErrorCode code, Handler<RoutingContext> handler) {
        add(HttpMethod.POST, path, code, handler);
        return this;
    }

    /** A route for PUT; its handler finds the whole body read. */
    public Endpoints put(String path, ErrorCode code, Handler<RoutingContext> handler) {
        add(HttpMethod.PUT, path, code, handler);
        return this;
    }

    /** A route for DELETE; its handler finds the whole body read. */
    public Endpoints delete(String path, ErrorCode code, Handler<RoutingContext> handler) {
        add(HttpMethod.DELETE, path, code, handler);
        return this;
    }

    /** What is registered by now: methods by path template, in the order of registration; OPTIONS, which all have, is left out. */
    public Map<String, Set<String>> registered() {
        Map<String, Set<String>> registered = new LinkedHashMap<>();
        methodsByPath.forEach((path, methods) -> {
            Set<String> own = new TreeSet<>(methods);
            own.remove("OPTIONS");
            registered.put(path, own);
        });
        return registered;
    }

    private void add(HttpMethod method, String path, ErrorCode code, Handler<RoutingContext> handler) {
        methodsByPath
                .computeIfAbsent(path, key -> new TreeSet<>(Set.of("OPTIONS")))
                .add(method.name());
        Route route = router.route(method, path).useNormalizedPath(false);
        if (BODILESS.contains(method)) {
            route.handler(ctx -> {
                RequestScope.of(ctx).matched(path, code);
                handler.handle(ctx);
            });
        } else {
            Handler<RoutingContext> gate = guard.before(method, path);
            route.handler(ctx -> {
                        RequestScope.of(ctx).matched(path, code);
                        gate.handle(ctx);
                    })
                    // Not the handler itself, which the router wants before all others: who may not ask sends no body.
                    .handler(bodies::read)
                    .handler(bodies.arrived())
                    .handler(handler);
        }
    }

    /** Answers 405 for the paths known by now; call it once all routes are there. */
    public void refuseOtherMethods() {
        methodsByPath.forEach((path, methods) -> {
            String allow = String.join(", ", methods);
            router.route(path).useNormalizedPath(false).handler(ctx -> {
                ctx.response().putHeader("Allow", allow);
                ctx.fail(Failure.of(
                                Reason.METHOD_NOT_ALLOWED,
                                "This address does not take that method.",
                                "It takes " + allow + ".")
                        .toException());
            });
        });
    }
}
