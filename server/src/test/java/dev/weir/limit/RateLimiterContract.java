package dev.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.limit.Decision.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What holds for every limiter, wherever it counts. */
abstract class RateLimiterContract {
    /** Long enough for a slow machine to ask some dozen times within a fraction of it. */
    static final Duration WINDOW = Duration.ofMillis(1_200);

    static final Duration SLOT = WINDOW.dividedBy(Quota.SLOTS);

    abstract RateLimiter limiter();

    /** Lets so much time pass on the limiter's clock, at least. */
    abstract void advance(Duration time);

    @Test
    void admitsTheLimitAndNotOneMore() throws Exception {
        Quota quota = quota(7);
        for (int left = 6; left >= 0; left--) {
            Decision decision = ask("a", quota);
            assertThat(decision.verdict()).isEqualTo(Verdict.ADMITTED);
            assertThat(decision.remaining()).isEqualTo(left);
        }
        Decision refused = ask("a", quota);
        assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(refused.remaining()).isZero();
        assertThat(refused.quota()).isEqualTo(quota);
        assertThat(refused.freeInMicros()).isPositive().isLessThanOrEqualTo(micros(WINDOW.plus(SLOT)));
    }

    @Test
    void whatIsRefusedDoesNotCount() throws Exception {
        Quota quota = quota(3);
        admit("a", quota, 3);
        for (int i = 0; i < 20; i++) {
            refuse("a", quota);
        }
        advance(WINDOW.plus(SLOT));
        admit("a", quota, 3);
        refuse("a", quota);
    }

    @Test
    void eachUseIsForgottenOneWindowLater() throws Exception {
        Quota quota = quota(5);
        admit("a", quota, 3);
        advance(WINDOW.dividedBy(2));
        admit("a", quota, 2);
        refuse("a", quota);
        advance(WINDOW.dividedBy(2).plus(SLOT));
        admit("a", quota, 3);
        refuse("a", quota);
    }

    @Test
    void noWindowHoldsTwoBurstsHoweverItLies() throws Exception {
        Quota quota = quota(10);
        admit("a", quota, 1);
        advance(WINDOW.multipliedBy(8).dividedBy(10));
        admit("a", quota, 9);
        advance(WINDOW.multipliedBy(3).dividedBy(10));
        admit("a", quota, 1);
        refuse("a", quota);
    }

    @Test
    void waitingAsLongAsToldIsEnough() throws Exception {
        Quota quota = quota(4);
        admit("a", quota, 4);
        Decision refused = ask("a", quota);
        assertThat(refused.verdict()).isEqualTo(Verdict.REFUSED);
        advance(Duration.of(refused.freeInMicros(), java.time.temporal.ChronoUnit.MICROS));
        admit("a", quota, 1);
    }

    @Test
    void clientsAndBudgetsAreCountedApart() throws Exception {
        Quota requests = quota(2);
        Quota streams = new Quota(Budget.STREAMS, 1, WINDOW);
        admit("a", requests, 2);
        refuse("a", requests);
        admit("b", requests, 2);
        admit("a", streams, 1);
        refuse("a", streams);
    }

    @Test
    void aLowerLimitHoldsForWhatWasCountedBefore() throws Exception {
        admit("a", quota(8), 6);
        Decision decision = ask("a", quota(4));
        assertThat(decision.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(decision.remaining()).isZero();
        admit("a", quota(8), 2);
    }

    @Test
    void readingOnInAStreamIsNoUse() throws Exception {
        Quota quota = new Quota(Budget.STREAMS, 2, WINDOW);
        assertThat(stream("a", quota, "film", true)).isEqualTo(Verdict.ADMITTED);
        for (int i = 0; i < 5; i++) {
            assertThat(stream("a", quota, "film", true)).isEqualTo(Verdict.UNCOUNTED);
        }
        assertThat(stream("b", quota, "film", true)).isEqualTo(Verdict.ADMITTED);
        assertThat(stream("a", quota, "film", false)).isEqualTo(Verdict.ADMITTED);
        assertThat(stream("a", quota, "film", false)).isEqualTo(Verdict.REFUSED);
        assertThat(stream("a", quota, "series", true)).isEqualTo(Verdict.REFUSED);
        assertThat(stream("a", quota, "series", true)).isEqualTo(Verdict.REFUSED);
        assertThat(stream("a", quota, "film", true)).isEqualTo(Verdict.UNCOUNTED);
    }

    @Test
    void longSilenceForgetsAll() throws Exception {
        Quota quota = quota(3);
        admit("a", quota, 3);
        advance(WINDOW.multipliedBy(3));
        Decision decision = ask("a", quota);
        assertThat(decision.verdict()).isEqualTo(Verdict.ADMITTED);
        assertThat(decision.remaining()).isEqualTo(2);
        assertThat(decision.freeInMicros()).isGreaterThan(micros(WINDOW.dividedBy(2)));
    }

    @Test
    void threadsThatAskAtOnceGetTheLimitTogether() throws Exception {
        Quota quota = new Quota(Budget.REQUESTS, 300, Duration.ofMinutes(1));
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> askers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                askers.add(() -> {
                    int admitted = 0;
                    for (int asked = 0; asked < 200; asked++) {
                        admitted += ask("a", quota).refused() ? 0 : 1;
                    }
                    return admitted;
                });
            }
            int admitted = 0;
            for (Future<Integer> asker : threads.invokeAll(askers, 20, TimeUnit.SECONDS)) {
                admitted += asker.get();
            }
            assertThat(admitted).isEqualTo(300);
        }
    }

    final Decision ask(String client, Quota quota) throws Exception {
        return limiter().ask(client, quota).get(5, TimeUnit.SECONDS);
    }

    final Verdict stream(String client, Quota quota, String name, boolean readsOn) throws Exception {
        return limiter()
                .askForStream(client, quota, new StreamUse(name, readsOn))
                .get(5, TimeUnit.SECONDS)
                .verdict();
    }

    final void admit(String client, Quota quota, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(ask(client, quota).verdict()).as("use %d", i + 1).isEqualTo(Verdict.ADMITTED);
        }
    }

    final void refuse(String client, Quota quota) throws Exception {
        assertThat(ask(client, quota).verdict()).isEqualTo(Verdict.REFUSED);
    }

    static Quota quota(int limit) {
        return new Quota(Budget.REQUESTS, limit, WINDOW);
    }

    static long micros(Duration time) {
        return time.toNanos() / 1_000;
    }
}
