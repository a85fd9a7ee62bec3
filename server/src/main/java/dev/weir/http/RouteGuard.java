package dev.weir.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Stands before routes with a body, and is made with each: whichever spelling of a path led to the route, there is no way around it. */
public interface RouteGuard {

    /** What runs before the route's body is read; it calls `next()`, or fails the request. */
    Handler<RoutingContext> before(HttpMethod method, String template);
}
