package dev.weir.source;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop, and its only timer: one look now and then at every exchange and idle connection, instead of a timer for
 * each. Only for use on the loop.
 */
final class LoopPool {
    private static final int MAX_IDLE_OF_A_KEY = 32;
    private static final int MAX_IDLE = 128;
    private static final long MAX_IDLE_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long MAX_DISCARD_NANOS = Duration.ofMillis(500).toNanos();
    private static final long MAX_LIFE_NANOS = Duration.ofMinutes(10).toNanos();

    private final EventLoop loop;
    private final long periodNanos;
    private final Map<PoolKey, ArrayDeque<Connection>> idle = new HashMap<>();
    private final Set<Connection> watched = new HashSet<>();
    private final Set<Exchange> exchanges = new HashSet<>();
    private int idleCount;
    private boolean ticking;

    /** A look at everything comes each period. */
    LoopPool(EventLoop loop, Duration period) {
        this.loop = loop;
        this.periodNanos = period.toNanos();
    }

    EventLoop loop() {
        return loop;
    }

    long now() {
        return loop.ticker().nanoTime();
    }

    /** The connection used last, which is the likeliest to be alive; null where none is idle. */
    @Nullable
    Connection take(PoolKey key) {
        ArrayDeque<Connection> candidates = idle.get(key);
        while (candidates != null && !candidates.isEmpty()) {
            Connection candidate = candidates.peekLast();
            remove(candidate);
            if (candidate.isUsable()) {
                return candidate;
            }
            candidate.abort();
        }
        return null;
    }

    /** Keeps a connection whose answer has come, or closes it where it is too old or there are enough. */
    void keep(Connection connection) {
        watched.remove(connection);
        ArrayDeque<Connection> same = idle.computeIfAbsent(connection.key(), _ -> new ArrayDeque<>(2));
        long now = now();
        if (same.size() >= MAX_IDLE_OF_A_KEY || idleCount >= MAX_IDLE || now - connection.bornAt() > MAX_LIFE_NANOS) {
            connection.abort();
            return;
        }
        same.addLast(connection);
        idleCount++;
        connection.idleFrom(now);
        tick();
    }

    /** Closes a connection that discards a body for too long. */
    void watch(Connection connection) {
        watched.add(connection);
        tick();
    }

    void remove(Connection connection) {
        watched.remove(connection);
        ArrayDeque<Connection> same = idle.get(connection.key());
        if (same != null) {
            if (same.removeLastOccurrence(connection)) {
                idleCount--;
            }
            if (same.isEmpty()) {
                idle.remove(connection.key());
            }
        }
    }

    void add(Exchange exchange) {
        exchanges.add(exchange);
        tick();
    }

    void remove(Exchange exchange) {
        exchanges.remove(exchange);
    }

    void closeIdle() {
        closeIdleSince(now(), 0, 0);
    }

    private void tick() {
        if (!ticking && !loop.isShuttingDown()) {
            ticking = true;
            ScheduledFuture<?> _ = loop.schedule(this::look, periodNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        ticking = false;
        long now = now();
        List.copyOf(exchanges).forEach(exchange -> exchange.look(now));
        closeIdleSince(now, MAX_IDLE_NANOS, MAX_DISCARD_NANOS);
        if (!exchanges.isEmpty() || !watched.isEmpty() || idleCount > 0) {
            tick();
        }
    }

    private void closeIdleSince(long now, long maxIdle, long maxDiscard) {
        List<Connection> expired = new ArrayList<>();
        idle.values()
                .forEach(same -> same.stream()
                        .filter(connection -> now - connection.idleSince() >= maxIdle)
                        .forEach(expired::add));
        watched.stream()
                .filter(connection -> now - connection.idleSince() >= maxDiscard)
                .forEach(expired::add);
        expired.forEach(Connection::abort);
    }
}
