package dev.weir.http;

import dev.weir.http.document.ErrorCode;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Registers routes so that each knows its operation's failure code and its template, and so that a path asked with another method is answered
 * 405 with Allow (RFC 9110 section 15.5.6). Paths are matched as they were sent: nothing is decoded or normalized before a route has read it.
 */
public final class Endpoints {
    private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private static final Pattern FORM =
            Pattern.compile("\\s*(?:application/x-www-form-urlencoded|multipart/)", Pattern.CASE_INSENSITIVE);

    private final Router router;
    private final BodyHandler body;
    private final RouteGuard guard;
    private final Map<String, Set<String>> methodsByPath = new LinkedHashMap<>();

    /**
     * @param bodyLimit how long the body of a request may be, in bytes
     * @param guard decides which routes are not for everybody
     */
    public Endpoints(Router router, int bodyLimit, RouteGuard guard) {
        this.router = router;
        this.guard = guard;
        this.body = BodyHandler.create(false).setBodyLimit(bodyLimit);
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
                    .handler(ctx -> {
                        takeAsBytes(ctx.request());
                        body.handle(ctx);
                    })
                    .handler(handler);
        }
    }

    /** No route reads forms, but tools announce one unasked (curl --data), and the form decoder would refuse or swallow the body. */
    private static void takeAsBytes(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type != null && FORM.matcher(type).lookingAt()) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
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
