package dev.weir.http.server;

import dev.weir.config.LimitSettings;
import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Refuses requests whose target, query or head is too long; the server's own decoder allows more, so that the refusal can be explained. */
final class SizeFilter implements Handler<RoutingContext> {
    private final LimitSettings limits;

    SizeFilter(LimitSettings limits) {
        this.limits = limits;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (ctx.request().headers().getAll("Host").size() > 1) {
            // RFC 9112 section 3.2.
            ctx.fail(Failure.of(Reason.INVALID_PARAMETER, "The request names two hosts.", "Send Host once.")
                    .toException());
            return;
        }
        String target = ctx.request().uri();
        int query = target.indexOf('?');
        if (target.length() > limits.urlLength()) {
            refuse(
                    ctx,
                    ErrorCode.URL_TOO_LONG,
                    "The address is too long.",
                    "At most " + limits.urlLength() + " bytes.");
        } else if (query >= 0 && target.length() - query - 1 > limits.queryLength()) {
            refuse(
                    ctx,
                    ErrorCode.QUERY_TOO_LONG,
                    "The query is too long.",
                    "At most " + limits.queryLength() + " bytes.");
        } else if (headSize(ctx) > limits.headerSize()) {
            refuse(
                    ctx,
                    ErrorCode.HEADERS_TOO_LARGE,
                    "The request's headers are too large.",
                    "At most " + limits.headerSize() + " bytes.");
        } else {
            ctx.next();
        }
    }

    private static void refuse(RoutingContext ctx, ErrorCode code, String message, String detail) {
        RequestScope.of(ctx).entered(code);
        ctx.fail(Failure.of(Reason.TOO_LARGE, message, detail).toException());
    }

    private static int headSize(RoutingContext ctx) {
        int size = 0;
        for (var field : ctx.request().headers()) {
            size += field.getKey().length() + field.getValue().length() + 4;
        }
        return size;
    }
}
