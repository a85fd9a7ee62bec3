package dev.weir.security.egress;

import dev.weir.config.ProxyAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

/** Makes connections along routes that the guard allowed, through the operator's proxy where there is one. */
public final class EgressDialer {
    private final int connectTimeoutMillis;
    private final Supplier<SslContext> proxyTls;

    /**
     * @param connectTimeout UPSTREAM_CONNECT_TIMEOUT; the handshake with a proxy gets as long again
     * @param proxyTls for proxies that are spoken to over TLS, asked for where there is one; must not block
     */
    public EgressDialer(Duration connectTimeout, Supplier<SslContext> proxyTls) {
        this.connectTimeoutMillis = Math.toIntExact(connectTimeout.toMillis());
        this.proxyTls = proxyTls;
    }

    /**
     * Connects on the loop and installs the handler, where a proxy is on the way behind what speaks to it.
     *
     * @return the channel once the target is reached; it completes on the loop and belongs to the caller then
     */
    public Future<Channel> dial(EgressRoute route, EventLoop loop, ChannelHandler initializer) {
        return switch (route) {
            case EgressRoute.Direct direct -> connect(direct.address(), loop, initializer);
            case EgressRoute.ViaProxy viaProxy -> connectThrough(viaProxy, loop, initializer);
        };
    }

    private Future<Channel> connect(InetSocketAddress address, EventLoop loop, ChannelHandler initializer) {
        Promise<Channel> dialled = loop.newPromise();
        bootstrap(loop, initializer).connect(address).addListener((ChannelFutureListener) connected -> {
            if (!connected.isSuccess()) {
                dialled.tryFailure(connected.cause());
            } else {
                hand(connected.channel(), dialled);
            }
        });
        return dialled;
    }

    private Future<Channel> connectThrough(EgressRoute.ViaProxy route, EventLoop loop, ChannelHandler initializer) {
        Promise<Channel> dialled = loop.newPromise();
        ProxyHandler handshake = handshake(route);
        handshake.setConnectTimeoutMillis(connectTimeoutMillis);
        ChannelHandler failures = new HandshakeFailures();
        ChannelHandler pipeline = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (route.proxy().scheme() == ProxyAddress.Scheme.HTTPS) {
                    channel.pipeline()
                            .addLast(proxyTls.get()
                                    .newHandler(
                                            channel.alloc(),
                                            route.proxy().host(),
                                            route.proxy().port()));
                }
                channel.pipeline().addLast(handshake, failures);
            }
        };
        handshake.connectFuture().addListener((Future<Channel> reached) -> {
            if (!reached.isSuccess()) {
                dialled.tryFailure(reached.cause());
            } else {
                Channel channel = reached.getNow();
                channel.pipeline().addLast(initializer).remove(failures);
                hand(channel, dialled);
            }
        });
        bootstrap(loop, pipeline).connect(route.target()).addListener((ChannelFutureListener) connected -> {
            if (!connected.isSuccess()) {
                dialled.tryFailure(connected.cause());
            }
        });
        return dialled;
    }

    private Bootstrap bootstrap(EventLoop loop, ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channel(channelType(loop))
                // Addresses are resolved already, or are for the proxy to resolve.
                .resolver(NoopAddressResolverGroup.INSTANCE)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(handler);
    }

    private static ProxyHandler handshake(EgressRoute.ViaProxy route) {
        ProxyAddress proxy = route.proxy();
        String username = proxy.username();
        String password = proxy.password() == null ? "" : proxy.password();
        return switch (proxy.scheme()) {
            case HTTP, HTTPS ->
                username == null
                        ? new HttpProxyHandler(route.proxyAddress())
                        : new HttpProxyHandler(route.proxyAddress(), username, password);
            case SOCKS5, SOCKS5H ->
                username == null
                        ? new Socks5ProxyHandler(route.proxyAddress())
                        : new Socks5ProxyHandler(route.proxyAddress(), username, password);
        };
    }

    private static void hand(Channel channel, Promise<Channel> dialled) {
        if (!dialled.trySuccess(channel)) {
            ChannelFuture _ = channel.close();
        }
    }

    private static Class<? extends SocketChannel> channelType(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class)
                ? EpollSocketChannel.class
                : NioSocketChannel.class;
    }

    /** The result of dialling says what failed, so the end of the pipeline need not. */
    private static final class HandshakeFailures extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ChannelFuture _ = ctx.close();
        }
    }
}
