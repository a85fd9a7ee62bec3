package dev.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.limit.Decision.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InProcessRateLimiterTest extends RateLimiterContract {
    private final AtomicLong nanos = new AtomicLong(-123_456_789_012L);
    private final InProcessRateLimiter limiter =
            new InProcessRateLimiter(Duration.ofMinutes(1), nanos::get, Runnable::run);

    @Override
    RateLimiter limiter() {
        return limiter;
    }

    @Override
    void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Beside an exact log of admitted uses: never above the limit in any window, never a refusal that a window 1 % longer would not give, too. */
    @Test
    void isExactWithinOneInAHundredForAnyTraffic() throws Exception {
        Random random = new Random(20_261_124);
        for (int round = 0; round < 40; round++) {
            Quota quota = new Quota(
                    Budget.REQUESTS, 1 + random.nextInt(400), Duration.ofMillis(500 + random.nextInt(60_000)));
            long pause = Math.max(1, quota.window().toNanos() / quota.limit() / (1 + random.nextInt(4)));
            Deque<Long> admitted = new ArrayDeque<>();
            for (int asked = 0; asked < 3_000; asked++) {
                nanos.addAndGet(random.nextInt(20) == 0 ? random.nextLong(pause * 40) : random.nextLong(pause * 2));
                long now = nanos.get();
                long longer = now - quota.window().toNanos() * 101 / 100;
                while (!admitted.isEmpty() && admitted.peekFirst() < longer) {
                    admitted.removeFirst();
                }
                long exact = admitted.stream()
                        .filter(at -> at > now - quota.window().toNanos())
                        .count();
                if (!ask("client " + round, quota).refused()) {
                    assertThat(exact).isLessThan(quota.limit());
                    admitted.addLast(now);
                } else {
                    assertThat(admitted).hasSizeGreaterThanOrEqualTo(quota.limit());
                }
            }
        }
    }

    @Test
    void aStreamThatNobodyReadsForAnHourIsForgotten() throws Exception {
        Quota quota = new Quota(Budget.STREAMS, 10, Duration.ofMinutes(1));
        assertThat(stream("a", quota, "film", false)).isEqualTo(Verdict.ADMITTED);
        advance(Duration.ofMinutes(50));
        assertThat(stream("a", quota, "film", true)).isEqualTo(Verdict.UNCOUNTED);
        advance(Duration.ofMinutes(50));
        assertThat(stream("a", quota, "film", true)).isEqualTo(Verdict.UNCOUNTED);
        advance(Duration.ofMinutes(61));
        assertThat(stream("a", quota, "film", true)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void whoeverAsksMostIsRememberedWhenThereAreTooManyClients() throws Exception {
        Quota quota = new Quota(Budget.REQUESTS, 50, Duration.ofMinutes(1));
        admit("busy", quota, 50);
        for (int i = 0; i < 3 * InProcessRateLimiter.MAX_CLIENTS; i++) {
            ask("passer-by " + i, quota);
            if (i % 100 == 0) {
                refuse("busy", quota);
            }
        }
    }
}
