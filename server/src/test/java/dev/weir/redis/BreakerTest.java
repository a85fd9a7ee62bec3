package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final long QUICK = 1_000_000;
    private static final long SLOW = Breaker.SLOW.toNanos() + 1;

    private final Breaker breaker = new Breaker();

    @Test
    void opensAfterTwoInARow() {
        breaker.strike();
        assertThat(breaker.isClosed()).isTrue();
        breaker.strike();
        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void aSlowAnswerIsAsBadAsNone() {
        breaker.answered(SLOW);
        breaker.strike();
        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void aQuickAnswerInBetweenForgives() {
        breaker.strike();
        breaker.answered(QUICK);
        breaker.strike();
        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void onlyAQuickProbeCloses() {
        breaker.probed(false);
        assertThat(breaker.isClosed()).isFalse();
        breaker.answered(QUICK);
        assertThat(breaker.isClosed()).isFalse();
        breaker.probed(true);
        assertThat(breaker.isClosed()).isTrue();
        breaker.strike();
        assertThat(breaker.isClosed()).isTrue();
    }
}
