package dev.weir.redis;

import java.time.Duration;

/**
 * Decides whether commands are worth sending. After a few in a row that were not answered, or too slowly, nobody waits any more until a probe is
 * answered quickly. Everything but {@link #isClosed} belongs to one thread.
 */
final class Breaker {
    /** Few, so that one request that asks several times waits for two of them at most. */
    static final int STRIKES = 2;

    /** Slower than this is no better than no answer: waiting would cost more than it saves. */
    static final Duration SLOW = Duration.ofMillis(50);

    private volatile boolean closed = true;
    private int strikes;

    boolean isClosed() {
        return closed;
    }

    void answered(long nanos) {
        if (nanos > SLOW.toNanos()) {
            strike();
        } else {
            strikes = 0;
        }
    }

    void strike() {
        strikes++;
        if (strikes >= STRIKES) {
            closed = false;
        }
    }

    /** A probe ended, or has had no answer for longer than any request would wait. */
    void probed(boolean quick) {
        strikes = quick ? 0 : STRIKES;
        closed = quick;
    }
}
