package dev.weir.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.ext.web.RoutingContext;

/** Sends finished documents. */
public final class Replies {
    private Replies() {}

    /** A JSON document; the bytes are not to be changed afterwards. */
    public static void json(RoutingContext ctx, byte[] document) {
        json(ctx, 200, document);
    }

    public static void json(RoutingContext ctx, int status, byte[] document) {
        bytes(ctx, status, "application/json", document);
    }

    public static void bytes(RoutingContext ctx, int status, String contentType, byte[] body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .end(wrap(body));
    }

    /** A redirect that nobody keeps (RFC 9110 section 15.4.3). */
    public static void redirect(RoutingContext ctx, String location) {
        ctx.response()
                .setStatusCode(302)
                .putHeader("Location", location)
                .putHeader("Cache-Control", "no-store")
                .end();
    }

    private static Buffer wrap(byte[] body) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(body));
    }
}
