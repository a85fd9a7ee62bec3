package dev.weir.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.redis.Script;
import dev.weir.redis.SharedScripts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts on the shared server, by its clock, in one atomic step for each use. Each instance also keeps count of what it admitted itself: when the server
 * fails, limits go on from there at this instance's share, and nobody waits until it answers again.
 */
public final class SharedRateLimiter implements RateLimiter {
    private static final Logger LOG = LoggerFactory.getLogger(SharedRateLimiter.class);
    private static final Script TAKE = LimitScripts.load("take.lua");
    private static final Duration PROBE_EVERY = Duration.ofMillis(500);
    private static final int NUMBERS = 3;

    private final SharedScripts scripts;
    private final InProcessRateLimiter local;
    private final Instances instances;
    private final Ticker ticker;
    private final AtomicLong nextProbe = new AtomicLong();
    private volatile boolean away;

    /** @param instance names this process among those that share the server */
    public SharedRateLimiter(SharedScripts scripts, InProcessRateLimiter local, String instance, Ticker ticker) {
        this.scripts = scripts;
        this.local = local;
        this.instances = new Instances(scripts, instance, ticker);
        this.ticker = ticker;
    }

    @Override
    public CompletableFuture<Decision> ask(String client, Quota quota) {
        if (!away) {
            instances.keepPresent();
            return take(client, quota).handle((numbers, failure) -> outcome(client, quota, numbers));
        }
        long due = nextProbe.get();
        long now = ticker.read();
        if (now - due >= 0 && nextProbe.compareAndSet(due, now + PROBE_EVERY.toNanos())) {
            var _ = take(client, quota).whenComplete((numbers, failure) -> noteWhether(isAnswer(numbers)));
        }
        return CompletableFuture.completedFuture(alone(client, quota));
    }

    @Override
    public double localShare() {
        return away ? 1.0 / instances.count() : 0;
    }

    private CompletableFuture<List<Long>> take(String client, Quota quota) {
        return scripts.run(
                TAKE,
                List.of("weir:rate:" + quota.budget().wireName() + ":" + quota.slotMicros() + ":" + client),
                List.of(
                        Integer.toString(quota.limit()),
                        Long.toString(quota.slotMicros()),
                        Integer.toString(Quota.SLOTS)));
    }

    private Decision outcome(String client, Quota quota, @Nullable List<Long> numbers) {
        if (numbers == null || !isAnswer(numbers)) {
            noteWhether(false);
            return alone(client, quota);
        }
        boolean admitted = numbers.get(0) == 1;
        if (admitted) {
            local.count(client, quota);
        }
        int remaining = Math.toIntExact(Math.clamp(quota.limit() - numbers.get(1), 0, quota.limit()));
        return new Decision(quota, admitted, remaining, Math.max(0, numbers.get(2)));
    }

    private static boolean isAnswer(@Nullable List<Long> numbers) {
        return numbers != null && numbers.size() == NUMBERS;
    }

    private Decision alone(String client, Quota quota) {
        return local.decide(client, quota.withLimit(Math.ceilDiv(quota.limit(), instances.count())));
    }

    private void noteWhether(boolean answered) {
        if (answered == away) {
            away = !answered;
            nextProbe.set(ticker.read() + PROBE_EVERY.toNanos());
            if (answered) {
                LOG.info("limits are counted on the shared server again");
            } else {
                LOG.atWarn()
                        .addKeyValue("instances", instances.count())
                        .log("the shared server does not count; limits go on in this process, at its share");
            }
        }
    }
}
