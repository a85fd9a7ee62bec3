package dev.weir.security.egress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** Passes one response on, interim ones before it, then ends the connection: the next request comes on a new one. */
final class ResponseRelay extends ProxyRelay {
    private final Channel client;
    private boolean interim;
    private boolean begun;
    private boolean complete;

    ResponseRelay(Channel client) {
        super(client);
        this.client = client;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (complete) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (isBroken(message)) {
            ReferenceCountUtil.release(message);
            ChannelFuture _ = ctx.close();
            breakOff();
            return;
        }
        if (message instanceof HttpResponse response) {
            begin(response);
        }
        boolean last = message instanceof LastHttpContent;
        complete = last && !interim;
        super.channelRead(ctx, message);
        if (complete) {
            closeAfterFlush(client);
        } else if (last) {
            interim = false;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!complete) {
            breakOff();
        }
    }

    private void begin(HttpResponse response) {
        interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        ProxyTarget.dropHopByHop(response.headers());
        if (!interim) {
            begun = true;
            response.headers().set(HttpHeaderNames.CONNECTION, "close");
        }
    }

    /** Also what switches protocols: no request here asks for that. */
    private static boolean isBroken(Object message) {
        return !(message instanceof HttpObject part)
                || part.decoderResult().isFailure()
                || (message instanceof HttpResponse response
                        && response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code());
    }

    /** What has come is delivered; that it is not all shows, as the codec writes no end. */
    private void breakOff() {
        complete = true;
        if (begun) {
            closeAfterFlush(client);
        } else if (client.isActive()) {
            client.writeAndFlush(GuardProxyHandler.answer(HttpResponseStatus.BAD_GATEWAY, "no response"))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
