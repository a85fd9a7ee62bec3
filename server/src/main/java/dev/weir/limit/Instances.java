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
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration GONE_AFTER = Duration.ofSeconds(30);

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

    /** Called with every use; costs something every ten seconds. */
    void keepPresent() {
        long was = due.get();
        long now = ticker.read();
        if (now - was >= 0 && due.compareAndSet(was, now + EVERY.toNanos())) {
            var _ = scripts.run(PRESENT, KEY, arguments).thenAccept(numbers -> {
                if (numbers.size() == 1 && numbers.getFirst() >= 1) {
                    count = Math.toIntExact(Math.min(numbers.getFirst(), 10_000));
                }
            });
        }
    }
}
