package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.config.UpstreamSettings;
import dev.weir.security.egress.EgressDialer;
import dev.weir.security.egress.EgressGuard;
import dev.weir.security.egress.EgressRefused;
import dev.weir.security.egress.EgressRoute;
import dev.weir.video.Access;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A loop, a client, and an allocator that knows every buffer that was not released. */
final class SourceFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    // Without caches, so that what is allocated and not freed is exactly what somebody still holds.
    private final PooledByteBufAllocator allocator = new PooledByteBufAllocator(true, 1, 1, 8192, 9, 0, 0, false);
    private final MultiThreadIoEventLoopGroup group;
    private final List<String> admitted = new CopyOnWriteArrayList<>();
    private final UpstreamClient client;

    SourceFixture(IoHandlerFactory io, Duration connectTimeout, Duration idleTimeout) {
        this.group = new MultiThreadIoEventLoopGroup(1, io);
        EgressGuard guard = this::admit;
        SslContext tls = TestTls.client();
        CompletableFuture<SslContext> made = CompletableFuture.completedFuture(tls);
        this.client = new UpstreamClient(
                new UpstreamSettings(connectTimeout, idleTimeout),
                guard,
                new EgressDialer(connectTimeout, () -> tls)::dial,
                () -> made,
                allocator,
                InstantSource.fixed(NOW));
    }

    /** Names that end in `.refused` and `.unknown` are what they say, all others are loopback. */
    private CompletableFuture<EgressRoute> admit(String host, int port) {
        admitted.add(host);
        if (host.endsWith(".refused")) {
            return CompletableFuture.failedFuture(new EgressRefused(host));
        }
        if (host.endsWith(".unknown")) {
            return CompletableFuture.failedFuture(new UnknownHostException(host));
        }
        EgressRoute route = new EgressRoute.Direct(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return host.endsWith(".slow")
                ? CompletableFuture.supplyAsync(() -> route)
                : CompletableFuture.completedFuture(route);
    }

    EventLoop loop() {
        return group.next();
    }

    UpstreamClient client() {
        return client;
    }

    List<String> admitted() {
        return admitted;
    }

    OriginSource origin(URI url) {
        return origin(url, Access.NONE);
    }

    OriginSource origin(URI url, Access access) {
        return new OriginSource(client, new Location(url, access));
    }

    Collector read(URI url, Span span) {
        return Collector.read(origin(url), span, loop());
    }

    static Location at(URI url) {
        return new Location(url, Access.NONE);
    }

    /** Bytes that are the same for the same seed. */
    static byte[] bytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** How many buffers somebody holds. */
    long held() {
        return Stream.concat(allocator.metric().directArenas().stream(), allocator.metric().heapArenas().stream())
                .mapToLong(PoolArenaMetric::numActiveAllocations)
                .sum();
    }

    /** Closes, and says which buffers nobody released. */
    @Override
    public void close() {
        client.close();
        await("every buffer is released")
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(held()).isZero());
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
