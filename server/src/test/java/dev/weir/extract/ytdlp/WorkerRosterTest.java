package dev.weir.extract.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkerRosterTest {
    private final WorkerRoster roster = new WorkerRoster();

    @Test
    void ordersNoMoreThanAreMissing() {
        assertThat(roster.missing(2)).isEqualTo(2);
        roster.ordered(2);
        assertThat(roster.missing(2)).isZero();
        roster.forked(1);
        assertThat(roster.joined(1)).isTrue();
        assertThat(roster.missing(2)).isZero();
    }

    @Test
    void aDiscardedWorkerIsMissingAtOnceAndNotTwice() {
        roster.ordered(1);
        roster.joined(1);
        roster.discarded(1);
        assertThat(roster.missing(1)).isEqualTo(1);
        roster.ordered(1);
        roster.ended(1);
        assertThat(roster.missing(1)).isZero();
        assertThat(roster.delay()).isZero();
    }

    @Test
    void introductionAndForkMayBeToldInAnyOrder() {
        roster.ordered(1);
        roster.joined(1);
        roster.forked(1);
        assertThat(roster.isAwaited(1)).isFalse();
        roster.ordered(1);
        roster.forked(2);
        assertThat(roster.isAwaited(2)).isTrue();
        roster.joined(2);
        assertThat(roster.isAwaited(2)).isFalse();
    }

    @Test
    void anEndThatIsToldFirstWins() {
        roster.ordered(1);
        roster.forked(1);
        roster.ended(1);
        assertThat(roster.missing(1)).isEqualTo(1);
        assertThat(roster.joined(1)).isFalse();
        assertThat(roster.missing(1)).isEqualTo(1);
    }

    @Test
    void workersThatEndAtTheirStartAreForkedEverMoreSlowly() {
        Duration before = roster.delay();
        assertThat(before).isZero();
        for (int pid = 1; pid < 20; pid++) {
            roster.ordered(1);
            roster.forked(pid);
            roster.ended(pid);
            assertThat(roster.delay()).isGreaterThanOrEqualTo(before);
            before = roster.delay();
        }
        assertThat(before).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
        roster.ordered(1);
        roster.joined(99);
        assertThat(roster.delay()).isZero();
    }
}
