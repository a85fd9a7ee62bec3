package dev.weir.source;

import dev.weir.security.egress.EgressRoute;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Dials checked addresses themselves; it knows no proxies. */
public final class DirectDialer implements Dialer {
    private final int connectTimeoutMillis;

    /** The time-out is more than 0 and at most some days. */
    public DirectDialer(Duration connectTimeout) {
        this.connectTimeoutMillis = Math.toIntExact(connectTimeout.toMillis());
    }

    @Override
    public Future<Channel> dial(EgressRoute route, EventLoop loop, ChannelHandler initializer) {
        return switch (route) {
            case EgressRoute.Direct direct -> connect(direct.address(), loop, initializer);
            case EgressRoute.ViaProxy _ ->
                loop.newFailedFuture(new UnsupportedOperationException("this dialler knows no proxies"));
        };
    }

    private Future<Channel> connect(InetSocketAddress address, EventLoop loop, ChannelHandler initializer) {
        Promise<Channel> dialled = loop.newPromise();
        new Bootstrap()
                .group(loop)
                .channel(channelType(loop))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(initializer)
                .connect(address)
                .addListener((ChannelFutureListener) connected -> {
                    if (!connected.isSuccess()) {
                        dialled.tryFailure(connected.cause());
                    } else if (!dialled.trySuccess(connected.channel())) {
                        ChannelFuture _ = connected.channel().close();
                    }
                });
        return dialled;
    }

    private static Class<? extends SocketChannel> channelType(EventLoop loop) {
        return loop instanceof IoEventLoop io && io.isIoType(EpollIoHandler.class)
                ? EpollSocketChannel.class
                : NioSocketChannel.class;
    }
}
