package dev.weir.http.route;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** The body of a request, read whole by whatever came before its route. */
final class SentBody {
    private static final byte[] NONE = {};

    private SentBody() {}

    /** Empty where the client sent none. */
    static byte[] of(RoutingContext ctx) {
        Buffer body = ctx.body().buffer();
        return body == null ? NONE : body.getBytes();
    }
}
