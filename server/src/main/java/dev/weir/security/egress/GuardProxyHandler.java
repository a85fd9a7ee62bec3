package dev.weir.security.egress;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One client of the guard proxy until its request has found its way; then relays take over. */
final class GuardProxyHandler extends ChannelInboundHandlerAdapter {
    static final String CODEC = "http";

    private static final String RELAY = "relay";

    /** How yt-dlp's own message tells a refusal of ours from a site's: it carries the reason phrase only. */
    static final String REFUSED_PHRASE = "Weir-Egress: refused";

    private final GuardProxy proxy;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private boolean requested;
    private boolean ended;

    GuardProxyHandler(GuardProxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request && !requested) {
            requested = true;
            begin(ctx, request);
        } else if (requested && !ended) {
            // Reading has stopped, so this is at most what one read brought.
            waiting.add(message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        releaseWaiting();
        ctx.fireChannelInactive();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ChannelFuture _ = ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ChannelFuture _ = ctx.close();
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            end(ctx, answer(HttpResponseStatus.BAD_REQUEST, "not a request"));
            return;
        }
        String authorization = request.headers().get(HttpHeaderNames.PROXY_AUTHORIZATION);
        if (authorization == null || !proxy.isAuthorized(authorization)) {
            FullHttpResponse challenge = answer(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED, "who are you?");
            challenge.headers().set(HttpHeaderNames.PROXY_AUTHENTICATE, "Basic realm=\"weir\"");
            end(ctx, challenge);
            return;
        }
        ProxyTarget target = ProxyTarget.of(request);
        if (target == null) {
            end(ctx, answer(HttpResponseStatus.BAD_REQUEST, "not a request for a proxy"));
            return;
        }
        ctx.channel().config().setAutoRead(false);
        if (target.isTunnel()) {
            // What follows is not HTTP, and waits as it is.
            ctx.pipeline().get(HttpServerCodec.class).removeInboundHandler();
        }
        var admission = proxy.guard().admit(target.host(), target.port());
        var _ = admission.whenCompleteAsync(
                (route, failure) -> {
                    if (failure != null) {
                        refuse(ctx, failure instanceof CompletionException ? failure.getCause() : failure);
                    } else if (ctx.channel().isActive()) {
                        dial(ctx, request, target, route);
                    }
                },
                ctx.executor());
    }

    private void dial(ChannelHandlerContext ctx, HttpRequest request, ProxyTarget target, EgressRoute route) {
        ChannelHandler pipeline = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel origin) {
                // Nothing is to be read before somebody takes it.
                origin.config().setAutoRead(false).setAllocator(ctx.alloc());
                origin.pipeline().addLast(proxy.idleState());
                if (!target.isTunnel()) {
                    origin.pipeline()
                            .addLast(new HttpClientCodec(
                                    GuardProxy.MAX_LINE, GuardProxy.MAX_HEADERS, GuardProxy.MAX_CHUNK));
                }
            }
        };
        proxy.dialer().dial(route, ctx.channel().eventLoop(), pipeline).addListener((Future<Channel> dialled) -> {
            if (!dialled.isSuccess()) {
                end(ctx, answer(HttpResponseStatus.BAD_GATEWAY, "no connection"));
            } else if (!ctx.channel().isActive()) {
                ChannelFuture _ = dialled.getNow().close();
            } else if (target.isTunnel()) {
                tunnel(ctx, dialled.getNow());
            } else {
                forward(ctx, target.forOrigin(request), dialled.getNow());
            }
        });
    }

    private void tunnel(ChannelHandlerContext ctx, Channel origin) {
        Channel client = ctx.channel();
        HttpResponseStatus established = new HttpResponseStatus(200, "Connection established");
        // A successful CONNECT has no body (RFC 9110 section 9.3.6), so nothing may speak of its length.
        client.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, established))
                .addListener((ChannelFutureListener) written -> {
                    if (!written.isSuccess()) {
                        ChannelFuture _ = origin.close();
                        return;
                    }
                    ProxyRelay relay = new ProxyRelay(origin);
                    origin.pipeline().addLast(new ProxyRelay(client));
                    client.pipeline().replace(this, RELAY, relay);
                    client.pipeline().remove(CODEC);
                    start(client, relay, origin);
                });
    }

    private void forward(ChannelHandlerContext ctx, HttpRequest request, Channel origin) {
        Channel client = ctx.channel();
        ProxyRelay relay = new RequestRelay(origin);
        origin.pipeline().addLast(new ResponseRelay(client));
        client.pipeline().replace(this, RELAY, relay);
        ChannelFuture _ = origin.writeAndFlush(request);
        start(client, relay, origin);
    }

    private void start(Channel client, ProxyRelay relay, Channel origin) {
        ChannelHandlerContext relaying = client.pipeline().context(relay);
        client.config().setAutoRead(true);
        for (Object message = waiting.poll(); message != null; message = waiting.poll()) {
            if (message instanceof ByteBuf || relay instanceof RequestRelay) {
                relay.channelRead(relaying, message);
            }
        }
        origin.config().setAutoRead(true);
        if (!origin.isActive()) {
            // It left before anybody could be told.
            ProxyRelay.closeAfterFlush(client);
        }
    }

    private void refuse(ChannelHandlerContext ctx, @Nullable Throwable cause) {
        FullHttpResponse response;
        if (cause instanceof EgressRefused) {
            response = answer(new HttpResponseStatus(403, REFUSED_PHRASE), "egress refused");
            response.headers().set("Weir-Egress", "refused");
        } else {
            response = answer(HttpResponseStatus.BAD_GATEWAY, "no such host");
        }
        end(ctx, response);
    }

    private void end(ChannelHandlerContext ctx, FullHttpResponse response) {
        ended = true;
        releaseWaiting();
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private void releaseWaiting() {
        for (Object message = waiting.poll(); message != null; message = waiting.poll()) {
            ReferenceCountUtil.release(message);
        }
    }

    static FullHttpResponse answer(HttpResponseStatus status, String text) {
        ByteBuf body = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        return response;
    }
}
