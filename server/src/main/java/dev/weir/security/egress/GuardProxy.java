package dev.weir.security.egress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * A forward proxy on loopback for what the extractor itself fetches (RFC 9110 section 9.3.6, RFC 9112 section 3.2.2), so that the egress guard
 * covers that, too. It serves only who knows the secret of this start.
 */
public final class GuardProxy implements AutoCloseable {
    /** Signed URLs and cookies are long: bytes of the first line, and of all header fields. */
    static final int MAX_LINE = 16_384;

    static final int MAX_HEADERS = 65_536;
    static final int MAX_CHUNK = 8_192;

    private static final String USER = "weir";
    private static final int SECRET_BYTES = 16;
    private static final int MAX_CONNECTIONS = 512;

    private final EgressGuard guard;
    private final EgressDialer dialer;
    private final Duration idleTimeout;
    private final String secret;
    private final byte[] expectedAuthorization;
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel server;

    private GuardProxy(
            EgressGuard guard,
            EgressDialer dialer,
            Duration idleTimeout,
            EventLoopGroup loops,
            ByteBufAllocator buffers)
            throws InterruptedException {
        this.guard = guard;
        this.dialer = dialer;
        this.idleTimeout = idleTimeout;
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        this.secret = HexFormat.of().formatHex(random);
        String credentials = USER + ":" + secret;
        this.expectedAuthorization = ("Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.US_ASCII)))
                .getBytes(StandardCharsets.US_ASCII);
        this.server = new ServerBootstrap()
                .group(loops)
                .channel(serverType())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, buffers)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    /**
     * Listens on a free port of the loopback interface.
     *
     * @param idleTimeout a connection without a byte for so long is closed
     * @param loops with epoll where the system has it
     */
    public static GuardProxy start(EgressGuard guard, EgressDialer dialer, Duration idleTimeout, EventLoopGroup loops)
            throws InterruptedException {
        return start(guard, dialer, idleTimeout, loops, ByteBufAllocator.DEFAULT);
    }

    /** As above, with buffers of the caller's for both sides. */
    static GuardProxy start(
            EgressGuard guard,
            EgressDialer dialer,
            Duration idleTimeout,
            EventLoopGroup loops,
            ByteBufAllocator buffers)
            throws InterruptedException {
        return new GuardProxy(guard, dialer, idleTimeout, loops, buffers);
    }

    /** `http://user:secret@127.0.0.1:port`; a secret, never to be logged. */
    public String address() {
        InetSocketAddress bound = (InetSocketAddress) server.localAddress();
        return "http://" + USER + ":" + secret + "@" + bound.getAddress().getHostAddress() + ":" + bound.getPort();
    }

    /** Hides the secret. */
    @Override
    public String toString() {
        return "GuardProxy[" + server.localAddress() + "]";
    }

    @Override
    public void close() {
        ChannelFuture _ = server.close();
        var _ = clients.close();
    }

    EgressGuard guard() {
        return guard;
    }

    EgressDialer dialer() {
        return dialer;
    }

    /** For either side: one that takes nothing must not be waited for when the other has left. */
    IdleStateHandler idleState() {
        return new IdleStateHandler(0, 0, idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** In constant time, so that nobody learns the secret by measuring. */
    boolean isAuthorized(String header) {
        return MessageDigest.isEqual(expectedAuthorization, header.getBytes(StandardCharsets.US_ASCII));
    }

    private void accept(Channel channel) {
        if (clients.size() >= MAX_CONNECTIONS) {
            ChannelFuture _ = channel.close();
            return;
        }
        clients.add(channel);
        channel.pipeline()
                .addLast(idleState())
                .addLast(GuardProxyHandler.CODEC, new HttpServerCodec(MAX_LINE, MAX_HEADERS, MAX_CHUNK))
                .addLast(new GuardProxyHandler(this));
    }

    private static Class<? extends ServerSocketChannel> serverType() {
        return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }
}
