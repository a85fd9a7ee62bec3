package dev.weir.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

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

    /** A JSON document in parts, none of which is to be changed afterwards; its head may have left already. */
    public static void json(RoutingContext ctx, List<byte[]> parts) {
        Buffer body = BufferInternal.buffer(Unpooled.wrappedBuffer(parts.size(), parts.toArray(byte[][]::new)));
        if (!ctx.response().headWritten()) {
            ctx.response().setStatusCode(200).putHeader("Content-Type", "application/json");
        }
        ctx.response().end(body);
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
