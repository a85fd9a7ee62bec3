package dev.weir.source;

import dev.weir.config.UpstreamSettings;
import dev.weir.security.egress.EgressGuard;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads files from origins by HTTP/1.1 (RFC 9112): ranged GETs only, on the caller's own event loop, over connections that are kept and used
 * again by that loop. Redirects are followed, each through the guard.
 */
public final class UpstreamClient implements AutoCloseable {
    private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);
    private static final int LOOKS_A_TIMEOUT = 4;

    private final UpstreamSettings settings;
    private final EgressGuard guard;
    private final Dialer dialer;
    private final TlsContexts tls;
    private final ByteBufAllocator allocator;
    private final InstantSource clock;
    private final Duration period;
    private final Map<EventLoop, LoopPool> pools = new ConcurrentHashMap<>();

    /**
     * A client that has connected to nobody yet.
     *
     * @param tls for clients, with endpoint identification
     * @param allocator of the buffers that receivers get; should be the one that the server's own channels use
     * @param clock tells which cookies have expired
     */
    public UpstreamClient(
            UpstreamSettings settings,
            EgressGuard guard,
            Dialer dialer,
            TlsContexts tls,
            ByteBufAllocator allocator,
            InstantSource clock) {
        this.settings = settings;
        this.guard = guard;
        this.dialer = dialer;
        this.tls = tls;
        this.allocator = allocator;
        this.clock = clock;
        Duration shorter = settings.connectTimeout().compareTo(settings.idleTimeout()) < 0
                ? settings.connectTimeout()
                : settings.idleTimeout();
        Duration wanted = shorter.dividedBy(LOOKS_A_TIMEOUT);
        this.period = wanted.compareTo(LONGEST_PERIOD) < 0 ? wanted : LONGEST_PERIOD;
    }

    /** One request, and those its redirects lead to; as {@link ByteSource#read}. */
    Reading read(Fetch fetch, EventLoop loop, Receiver receiver) {
        LoopPool pool = pools.computeIfAbsent(loop, owner -> new LoopPool(owner, period));
        Exchange exchange = new Exchange(this, pool, fetch, receiver);
        exchange.start();
        return exchange;
    }

    /** Closes the connections that nobody uses; readings under way go on. */
    @Override
    public void close() {
        pools.forEach((loop, pool) -> {
            if (!loop.isShuttingDown()) {
                loop.execute(pool::closeIdle);
            }
        });
    }

    UpstreamSettings settings() {
        return settings;
    }

    EgressGuard guard() {
        return guard;
    }

    Dialer dialer() {
        return dialer;
    }

    TlsContexts tls() {
        return tls;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    InstantSource clock() {
        return clock;
    }
}
