package dev.weir.http;

import dev.weir.http.document.ErrorCode;
import dev.weir.http.header.SecurityHeaders;
import dev.weir.video.Reason;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What the filters know of one request; made first, and read by whatever answers it. Lives on one event loop. */
public final class RequestScope {
    private static final String KEY = "weir.scope";

    private final String requestId;
    private final long startNanos = System.nanoTime();
    private final String client;
    private final boolean secure;
    private String route = "none";
    private ErrorCode operation = ErrorCode.NOT_FOUND;
    private SecurityHeaders.Kind kind = SecurityHeaders.Kind.DATA;
    private @Nullable String platform;
    private @Nullable Reason reason;
    private @Nullable String keyId;
    private int keyLimit;
    private @Nullable String change;
    private boolean readsBody;

    /**
     * @param client the address of whoever asks, behind the trusted proxies
     * @param secure whether the client speaks TLS, to us or to a trusted proxy
     */
    public RequestScope(String requestId, String client, boolean secure) {
        this.requestId = requestId;
        this.client = client;
        this.secure = secure;
    }

    /** Makes the scope known to all that handle the request. */
    public void attach(RoutingContext ctx) {
        ctx.put(KEY, this);
    }

    /** Whether a scope is known already. */
    public static boolean isAttached(RoutingContext ctx) {
        return ctx.get(KEY) != null;
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

    public boolean secure() {
        return secure;
    }

    /** Which API key the client showed: a name for it, never the key itself; null where it showed none that is valid. */
    public @Nullable String keyId() {
        return keyId;
    }

    /** The client has shown a valid API key. */
    public void identifiedBy(String id) {
        keyId = id;
    }

    public long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    /** The template of the route that matched, `none` where none did. */
    public String route() {
        return route;
    }

    /** Which operation a failure from now on is one of. */
    public ErrorCode operation() {
        return operation;
    }

    void matched(String template, ErrorCode code) {
        route = template;
        operation = code;
    }

    /** The request has come further: failures from now on are of this operation. */
    public void entered(ErrorCode next) {
        operation = next;
    }

    /** The answer is a page rather than data. */
    public void answersWith(SecurityHeaders.Kind page) {
        kind = page;
    }

    public SecurityHeaders.Kind kind() {
        return kind;
    }

    /** For the access log. */
    public void about(String videoPlatform) {
        platform = videoPlatform;
    }

    public @Nullable String platform() {
        return platform;
    }

    public void failed(Reason why) {
        reason = why;
    }

    public @Nullable Reason reason() {
        return reason;
    }

    /** The client's API key has requests of its own in one window, at least 1. */
    public void limitedTo(int requests) {
        keyLimit = requests;
    }

    /** The requests of this client's API key in one window, 0 where the general limit holds. */
    public int keyLimit() {
        return keyLimit;
    }

    /** Whether the request's body is being read, so that what fails is the request. */
    public void readsBody(boolean reads) {
        readsBody = reads;
    }

    public boolean readsBody() {
        return readsBody;
    }

    /** The request would change or destroy something, named in snake case. */
    public void changes(String what) {
        change = what;
    }

    public @Nullable String change() {
        return change;
    }
}
