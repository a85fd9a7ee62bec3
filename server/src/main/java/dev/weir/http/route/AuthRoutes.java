package dev.weir.http.route;

import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.RequestScope;
import dev.weir.http.document.AuthDocuments;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.Timestamps;
import dev.weir.security.cookies.CookieSite;
import dev.weir.security.cookies.CookieStore;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The cookies of the platforms' accounts: how it stands with them, taking them in, dropping them. */
public final class AuthRoutes {
    private static final String PREFIX = "/api/v2/auth/";

    private final CookieStore store;
    private final Executor blocking;
    private final AuthDocuments documents;

    /** @param blocking for what reads or writes files */
    public AuthRoutes(CookieStore store, Executor blocking, Timestamps timestamps) {
        this.store = store;
        this.blocking = blocking;
        this.documents = new AuthDocuments(timestamps);
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get(
                        PREFIX + "status",
                        ErrorCode.AUTH_STATUS_FAILED,
                        ctx -> answer(ctx, () -> documents.status(store.statuses())))
                .get(
                        PREFIX + "guide",
                        ErrorCode.AUTH_STATUS_FAILED,
                        ctx -> answer(ctx, () -> documents.guide(store.location())))
                .get(PREFIX + "platforms/:platform", ErrorCode.AUTH_STATUS_FAILED, this::platform)
                .put(PREFIX + "cookies/:platform", ErrorCode.AUTH_STATUS_FAILED, this::put)
                .delete(PREFIX + "cookies/:platform", ErrorCode.AUTH_STATUS_FAILED, this::delete)
                .post(PREFIX + "template/:platform", ErrorCode.AUTH_STATUS_FAILED, this::template);
    }

    private void platform(RoutingContext ctx) {
        CookieSite site = site(ctx);
        answer(ctx, () -> documents.platform(store.status(site), store.location(site)));
    }

    private void put(RoutingContext ctx) {
        CookieSite site = site(ctx);
        Buffer body = ctx.body().buffer();
        byte[] file = body == null ? new byte[0] : body.getBytes();
        answer(ctx, () -> documents.stored(store.put(site, file)));
    }

    private void delete(RoutingContext ctx) {
        CookieSite site = site(ctx);
        answer(ctx, () -> documents.deleted(site, store.delete(site)));
    }

    private void template(RoutingContext ctx) {
        CookieSite site = site(ctx);
        answer(ctx, () -> documents.template(site, store.writeTemplate(site, AuthDocuments.templateText(site))));
    }

    /** The last part of the path; no name of a platform needs an escape. */
    private static CookieSite site(RoutingContext ctx) {
        String path = Lookups.target(ctx).path();
        CookieSite site = CookieSite.of(path.substring(path.lastIndexOf('/') + 1));
        if (site == null) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "No platform of that name has cookies here.",
                            "Platforms: "
                                    + CookieSite.ALL.stream()
                                            .map(CookieSite::platform)
                                            .collect(Collectors.joining(", "))
                                    + ".")
                    .toException();
        }
        RequestScope.of(ctx).about(site.platform());
        return site;
    }

    private void answer(RoutingContext ctx, Supplier<JsonObject> work) {
        Context context = ctx.vertx().getOrCreateContext();
        blocking.execute(() -> {
            try {
                byte[] document = work.get().toBuffer().getBytes();
                context.runOnContext(ignored -> send(ctx, document));
            } catch (RuntimeException e) {
                context.runOnContext(ignored -> ctx.fail(e));
            }
        });
    }

    private static void send(RoutingContext ctx, byte[] document) {
        if (!ctx.response().closed()) {
            ctx.response().putHeader("Cache-Control", "no-store");
            Replies.json(ctx, document);
        }
    }
}
