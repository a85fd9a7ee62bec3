package dev.weir.http.server;

import dev.weir.config.AccessSettings;
import dev.weir.http.RequestScope;
import dev.weir.http.RouteGuard;
import dev.weir.security.access.AddressSet;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/**
 * Stands before routes that change or destroy what is the operator's: they need a valid API key; while keys are off, they are for programs on the
 * server's own machine only.
 */
final class ChangeGate implements RouteGuard {
    /** Of these, whatever is not listed is a change. */
    private static final Set<HttpMethod> CHANGING = Set.of(HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.PATCH);

    private static final List<Change> CHANGES = List.of(
            new Change(HttpMethod.PUT, "/api/v2/auth/", "cookies_put"),
            new Change(HttpMethod.DELETE, "/api/v2/auth/", "cookies_delete"),
            new Change(HttpMethod.POST, "/api/v2/auth/", "cookies_template"),
            new Change(HttpMethod.DELETE, "/api/v2/stream/cache", "cache_purge"),
            new Change(HttpMethod.POST, "/api/v2/system/storage/cleanup", "storage_cleanup"));
    private static final String OTHER_CHANGE = "change";

    /** What clients make themselves and may take back. */
    private static final List<Change> OPEN = List.of(
            new Change(HttpMethod.DELETE, "/api/v2/jobs/", "job_cancel"),
            new Change(HttpMethod.DELETE, "/api/v2/videos/tasks/", "job_cancel"));

    /** @param beginning of a route's template */
    private record Change(HttpMethod method, String beginning, String name) {
        boolean covers(HttpMethod asked, String template) {
            return method.equals(asked) && template.startsWith(beginning);
        }
    }

    private final boolean keysRequired;
    private final String keyHeader;
    private final LocalCallers local;

    ChangeGate(AccessSettings settings) {
        this.keysRequired = settings.keysRequired();
        this.keyHeader = settings.keyHeader();
        this.local = new LocalCallers(new AddressSet(settings.trustedProxies()));
    }

    @Override
    public Handler<RoutingContext> before(HttpMethod method, String template) {
        for (Change change : CHANGES) {
            if (change.covers(method, template)) {
                return ctx -> check(ctx, change.name);
            }
        }
        boolean open = !CHANGING.contains(method) || OPEN.stream().anyMatch(change -> change.covers(method, template));
        return open ? RoutingContext::next : ctx -> check(ctx, OTHER_CHANGE);
    }

    private void check(RoutingContext ctx, String change) {
        RequestScope scope = RequestScope.of(ctx);
        scope.changes(change);
        if (keysRequired ? scope.keyId() != null : local.isOne(ctx.request())) {
            ctx.next();
        } else if (keysRequired) {
            // An exempt address may ask without a key, but not change.
            KeyFilter.refuseMissing(ctx, keyHeader);
        } else {
            ctx.fail(Failure.of(
                            Reason.FORBIDDEN,
                            "This changes the server, which only its own machine may ask for, directly and not from a page.",
                            "API_KEY_ENABLED and API_KEYS open it to whoever shows a key.")
                    .toException());
        }
    }
}
