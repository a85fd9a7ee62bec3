package dev.weir.security.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.config.EgressRule;
import dev.weir.config.ProxyAddress;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A proxy that may reach one port of loopback; `origin.test` is there, every other name is unknown. */
final class GuardProxyFixture implements AutoCloseable {
    // Without caches, so that what is allocated and not freed is exactly what somebody still holds.
    private final PooledByteBufAllocator buffers = new PooledByteBufAllocator(true, 1, 1, 8192, 9, 0, 0, false);
    private final MultiThreadIoEventLoopGroup loops;
    private final GuardProxy proxy;

    GuardProxyFixture(int allowedPort) throws Exception {
        this(allowedPort, null, Duration.ofSeconds(10));
    }

    GuardProxyFixture(int allowedPort, @Nullable ProxyAddress next, Duration idleTimeout) throws Exception {
        IoHandlerFactory io = Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops = new MultiThreadIoEventLoopGroup(1, io);
        HostResolver names = name -> {
            if (!name.equals("origin.test")) {
                throw new UnknownHostException(name);
            }
            return List.of(InetAddress.getLoopbackAddress());
        };
        AddressPolicy policy = new AddressPolicy(List.of(new EgressRule.Endpoint("127.0.0.1", allowedPort)));
        CheckedEgress guard = new CheckedEgress(policy, names, next, Thread::startVirtualThread, System::nanoTime);
        SslContext proxyTls = SslContextBuilder.forClient().build();
        EgressDialer dialer = new EgressDialer(Duration.ofSeconds(2), () -> proxyTls);
        this.proxy = GuardProxy.start(guard, dialer, idleTimeout, loops, buffers);
    }

    GuardProxy proxy() {
        return proxy;
    }

    int port() {
        return URI.create(proxy.address()).getPort();
    }

    Wire connect() throws IOException {
        return Wire.to(port());
    }

    String credentials() {
        return Wire.credentials(proxy);
    }

    /** A tunnel to a port of loopback that the proxy let through. */
    Wire tunnel(int port) throws IOException {
        Wire wire = connect();
        wire.send("CONNECT 127.0.0.1:" + port + " HTTP/1.1\r\n" + credentials() + "\r\n");
        String head = wire.head();
        if (!head.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(head);
        }
        return wire;
    }

    /** Everything that the proxy allocated must be free again once its connections are gone. */
    @Override
    public void close() throws Exception {
        proxy.close();
        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(held()).isZero());
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
    }

    private long held() {
        return Stream.concat(buffers.metric().directArenas().stream(), buffers.metric().heapArenas().stream())
                .mapToLong(PoolArenaMetric::numActiveAllocations)
                .sum();
    }
}
