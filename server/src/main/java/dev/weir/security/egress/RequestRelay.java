package dev.weir.security.egress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** Passes the rest of one request on, and nothing after it: another request would be for another origin, and bring the secret along. */
final class RequestRelay extends ProxyRelay {
    private boolean complete;

    RequestRelay(Channel origin) {
        super(origin);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (complete) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
            // To the codec this is an end; the origin must not take it for one.
            complete = true;
            ReferenceCountUtil.release(message);
            ChannelFuture _ = ctx.close();
            return;
        }
        complete = message instanceof LastHttpContent;
        super.channelRead(ctx, message);
    }
}
