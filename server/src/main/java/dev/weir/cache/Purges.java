package dev.weir.cache;

import dev.weir.redis.LinkState;
import dev.weir.redis.SharedServer;
import dev.weir.resolve.PurgeScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets on all servers. A purge leaves a random mark: values that carry another one count no more, those under way are not stored, and a server that
 * missed the message sees from the latest mark that there was one. Purges that could not be sent are made up for when there is a connection again.
 */
final class Purges {
    private static final Logger LOG = LoggerFactory.getLogger(Purges.class);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** Longer than any value is kept. */
    private static final Duration MARK_LIFE = Duration.ofDays(31);

    private static final Duration SETTLEMENT = Duration.ofSeconds(1);

    /** More than these are made up for by forgetting everything. */
    private static final int MOST_OWED = 100;

    private final SharedServer server;
    private final Keys keys;
    private final List<Consumer<PurgeScope>> listeners = new CopyOnWriteArrayList<>();
    private final Set<PurgeScope> owed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String latest;

    Purges(SharedServer server, Keys keys, ScheduledExecutorService timer) {
        this.server = server;
        this.keys = keys;
        var _ = timer.scheduleWithFixedDelay(
                this::settle, SETTLEMENT.toMillis(), SETTLEMENT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sixteen letters that nobody else comes up with. */
    static String token() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    void onPurge(Consumer<PurgeScope> listener) {
        listeners.add(listener);
    }

    CompletableFuture<Void> purge(PurgeScope scope) {
        String mark = token();
        latest = mark;
        CompletableFuture<Long> marked = server.run(
                Scripts.PURGE,
                List.of(keys.mark(scope), keys.latestPurge()),
                List.of(
                        bytes(mark),
                        Lease.millis(MARK_LIFE),
                        bytes(keys.channel()),
                        bytes(new PurgeMessage(mark, scope).encode())),
                PATIENCE);
        return marked.handle((heard, failure) -> {
            if (failure == null) {
                sweep(scope);
            } else {
                owe(scope);
            }
            return null;
        });
    }

    /** The values count no more; this gives back what they take. */
    private void sweep(PurgeScope scope) {
        var _ = server.remove(keys.pattern(scope)).exceptionally(failure -> {
            LOG.debug("purged values stay until they end by themselves: {}", failure.getMessage());
            return null;
        });
    }

    private void owe(PurgeScope scope) {
        LOG.warn("the shared server did not take a purge, which is sent again when it answers");
        if (owed.size() >= MOST_OWED) {
            owed.clear();
            owed.add(new PurgeScope.Everything());
        } else {
            owed.add(scope);
        }
    }

    /** Another server, or this one, forgot something. */
    void heard(String text) {
        PurgeMessage message = PurgeMessage.decode(text);
        if (!message.mark().equals(latest)) {
            latest = message.mark();
            tell(message.scope());
        }
    }

    /** There is a new connection: what was missed meanwhile, in either direction, is made up for. */
    void connected() {
        settle();
        var _ = server.values(List.of(keys.latestPurge()), Duration.ofSeconds(1))
                .handle((answer, failure) -> {
                    byte[] mark = failure == null ? answer.getFirst() : null;
                    if (mark != null) {
                        heard(new String(mark, StandardCharsets.US_ASCII));
                    }
                    return null;
                });
    }

    /** Sends again what could not be sent. */
    private void settle() {
        for (PurgeScope scope : Set.copyOf(owed)) {
            if (server.state() == LinkState.UP && owed.remove(scope)) {
                var _ = purge(scope).thenRun(() -> tell(scope));
            }
        }
    }

    private void tell(PurgeScope scope) {
        listeners.forEach(listener -> listener.accept(scope));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
