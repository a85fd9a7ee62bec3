package dev.weir.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.limit.Decision.Verdict;
import dev.weir.redis.SharedScripts;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts on the shared server. Each instance also keeps count of what it admitted itself: when the server fails, limits go on from there at this
 * instance's share, and nobody waits until it answers again.
 */
public final class SharedRateLimiter implements RateLimiter {
    private static final Logger LOG = LoggerFactory.getLogger(SharedRateLimiter.class);
    private static final Duration PROBE_EVERY = Duration.ofMillis(500);

    /** In a row; what happens once is a hiccup, which costs only those who met it a wait. */
    private static final int FAILURES_OF_ONE_AWAY = 3;

    private final SharedCounter counter;
    private final InProcessRateLimiter local;
    private final Instances instances;
    private final Ticker ticker;
    private final AtomicLong nextProbe = new AtomicLong();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean away;

    /** @param instance names this process among those that share the server */
    public SharedRateLimiter(SharedScripts scripts, InProcessRateLimiter local, String instance, Ticker ticker) {
        this.counter = new SharedCounter(scripts);
        this.local = local;
        this.instances = new Instances(scripts, instance, ticker);
        this.ticker = ticker;
    }

    @Override
    public CompletableFuture<Decision> ask(String client, Quota quota) {
        return decide(
                () -> counter.take(client, quota),
                shared -> count(client, quota, shared),
                () -> local.decide(client, shareOf(quota)));
    }

    @Override
    public CompletableFuture<Decision> askForStream(String client, Quota quota, StreamUse use) {
        if (local.isAdmitted(client, use)) {
            return CompletableFuture.completedFuture(Decision.uncounted(quota));
        }
        return decide(
                () -> counter.take(client, quota, use),
                shared -> {
                    count(client, quota, shared);
                    if (!shared.refused()) {
                        local.remember(client, use);
                    }
                },
                () -> local.decide(client, shareOf(quota), use));
    }

    @Override
    public double localShare() {
        return away ? 1.0 / instances.count() : 0;
    }

    @Override
    public int instances() {
        return instances.count();
    }

    /**
     * @param take counts on the server
     * @param follow keeps the process's own account of what the server said
     * @param alone counts without it
     */
    private CompletableFuture<Decision> decide(
            Supplier<CompletableFuture<Decision>> take, Consumer<Decision> follow, Supplier<Decision> alone) {
        if (away) {
            probe(take);
            return CompletableFuture.completedFuture(alone.get());
        }
        instances.keepPresent();
        return take.get().handle((shared, failure) -> {
            noteWhether(shared != null);
            if (shared == null) {
                return alone.get();
            }
            follow.accept(shared);
            return shared;
        });
    }

    /** Now and then one use is counted there, too, though nobody waits for the outcome. */
    private void probe(Supplier<CompletableFuture<Decision>> take) {
        long due = nextProbe.get();
        long now = ticker.read();
        if (now - due >= 0 && nextProbe.compareAndSet(due, now + PROBE_EVERY.toNanos())) {
            var _ = take.get().whenComplete((shared, failure) -> noteWhether(failure == null));
        }
    }

    private void count(String client, Quota quota, Decision shared) {
        if (shared.verdict() == Verdict.ADMITTED) {
            local.count(client, quota);
        }
    }

    private Quota shareOf(Quota quota) {
        return quota.withLimit(Math.ceilDiv(quota.limit(), instances.count()));
    }

    private void noteWhether(boolean answered) {
        if (answered) {
            failures.set(0);
            if (away) {
                away = false;
                LOG.info("limits are counted on the shared server again");
            }
        } else if (failures.incrementAndGet() >= FAILURES_OF_ONE_AWAY) {
            nextProbe.set(ticker.read() + PROBE_EVERY.toNanos());
            if (!away) {
                away = true;
                LOG.atWarn()
                        .addKeyValue("instances", instances.count())
                        .log("the shared server does not count; limits go on in this process, at its share");
            }
        }
    }
}
