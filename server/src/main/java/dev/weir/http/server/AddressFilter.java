package dev.weir.http.server;

import dev.weir.config.AccessSettings;
import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.security.access.AddressRules;
import dev.weir.security.access.AddressSet;
import dev.weir.security.access.AddressText;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Turns away clients whose address is blocked, or not among those that alone are let in. */
final class AddressFilter implements Handler<RoutingContext> {
    private final AddressRules rules;

    AddressFilter(AccessSettings settings) {
        this.rules = new AddressRules(new AddressSet(settings.allowed()), new AddressSet(settings.blocked()));
    }

    @Override
    public void handle(RoutingContext ctx) {
        switch (rules.judge(AddressText.parse(RequestScope.of(ctx).client()))) {
            case LET_IN -> ctx.next();
            case BLOCKED -> refuse(ctx, ErrorCode.IP_BLOCKED, "This address is blocked.");
            case NOT_ALLOWED -> refuse(ctx, ErrorCode.IP_NOT_ALLOWED, "This address is not among those let in.");
        }
    }

    private static void refuse(RoutingContext ctx, ErrorCode code, String message) {
        RequestScope.of(ctx).entered(code);
        ctx.fail(Failure.of(Reason.FORBIDDEN, message, "Whoever runs this server decides which addresses may ask.")
                .toException());
    }
}
