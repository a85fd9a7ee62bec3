package dev.weir.http;

import io.vertx.ext.web.RoutingContext;

/** What the filters know of one request; made first, and read by whatever answers it. Lives on one event loop. */
public final class RequestScope {
    private static final String KEY = "weir.scope";

    private final String requestId;
    private final long startNanos = System.nanoTime();
    private final String client;
    private final boolean secure;
    private String route = "none";

    /**
     * @param client the address of whoever asks, behind the trusted proxies
     * @param secure whether the client speaks TLS, to us or to a trusted proxy
     */
    RequestScope(String requestId, String client, boolean secure) {
        this.requestId = requestId;
        this.client = client;
        this.secure = secure;
    }

    static void attach(RoutingContext ctx, RequestScope scope) {
        ctx.put(KEY, scope);
    }

    public static RequestScope of(RoutingContext ctx) {
        RequestScope scope = ctx.get(KEY);
        if (scope == null) {
            throw new IllegalStateException("no filter ran before this handler");
        }
        return scope;
    }

    public String requestId() {
        return requestId;
    }

    public String client() {
        return client;
    }

    boolean secure() {
        return secure;
    }

    long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    /** The template of the route that matched, `none` where none did. */
    String route() {
        return route;
    }

    void matched(String template) {
        route = template;
    }
}
