package dev.weir.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.redis.Script;
import dev.weir.redis.SharedScripts;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** How many instances count on the shared server, as far as was last known; each says now and then that it is there. */
final class Instances {
    private static final Script PRESENT = LimitScripts.load("present.lua");
    private static final List<String> KEY = List.of("weir:rate:instances");
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration GONE_AFTER = Duration.ofSeconds(10);

    private static final int MOST = 10_000;

    private final SharedScripts scripts;
    private final List<String> arguments;
    private final Ticker ticker;
    private final AtomicLong due;
    private volatile int count = 1;

    Instances(SharedScripts scripts, String name, Ticker ticker) {
        this.scripts = scripts;
        this.arguments = List.of(name, Long.toString(GONE_AFTER.toMillis()));
        this.ticker = ticker;
        this.due = new AtomicLong(ticker.read());
    }

    /** At least 1: this one. */
    int count() {
        return count;
    }

    /** Called with every use; costs something every two seconds. */
    void keepPresent() {
        long was = due.get();
        long now = ticker.read();
        if (now - was >= 0 && due.compareAndSet(was, now + EVERY.toNanos())) {
            var _ = scripts.run(PRESENT, KEY, arguments).whenComplete((numbers, failure) -> {
                if (failure != null || numbers.size() != 1) {
                    due.set(ticker.read() + AGAIN_AFTER_FAILURE.toNanos());
                } else {
                    count = Math.toIntExact(Math.clamp(numbers.getFirst(), 1, MOST));
                }
            });
        }
    }
}
