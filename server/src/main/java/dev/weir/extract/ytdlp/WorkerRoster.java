package dev.weir.extract.ytdlp;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the workers of one parent, so that as many are forked as are missing. What the parent reports of a process and what the process says
 * itself arrive in any order. Not safe for use by several threads at once.
 */
final class WorkerRoster {
    private static final Duration FIRST_DELAY = Duration.ofMillis(50);
    private static final int DOUBLINGS = 7;

    /** Forked, and not heard of since. */
    private final Set<Long> awaited = new HashSet<>();

    private final Set<Long> joined = new HashSet<>();

    /** Not to be used again, and not ended yet. */
    private final Set<Long> discarded = new HashSet<>();

    private final Set<Long> endedUnmet = new HashSet<>();
    private int missingIntroductions;
    private int failures;

    /** How many to fork so that {@code wanted} work. */
    int missing(int wanted) {
        return Math.max(0, wanted - missingIntroductions - joined.size());
    }

    /** Workers were ordered from the parent. */
    void ordered(int count) {
        missingIntroductions += count;
    }

    void forked(long pid) {
        endedUnmet.remove(pid);
        if (!joined.contains(pid) && !discarded.contains(pid)) {
            awaited.add(pid);
        }
    }

    boolean isAwaited(long pid) {
        return awaited.contains(pid);
    }

    /** A worker introduced itself; false where its end was reported before. */
    boolean joined(long pid) {
        awaited.remove(pid);
        if (endedUnmet.remove(pid)) {
            return false;
        }
        missingIntroductions--;
        failures = 0;
        joined.add(pid);
        return true;
    }

    boolean hasJoined(long pid) {
        return joined.contains(pid);
    }

    /** The worker is not to be used again. */
    void discarded(long pid) {
        if (joined.remove(pid)) {
            discarded.add(pid);
        }
    }

    /** The worker's process ended. */
    void ended(long pid) {
        awaited.remove(pid);
        if (!discarded.remove(pid) && !joined.remove(pid)) {
            missingIntroductions--;
            failures++;
            endedUnmet.add(pid);
        }
    }

    /** How long to wait before the next are forked: not at all, unless they keep ending before they introduce themselves. */
    Duration delay() {
        return failures == 0 ? Duration.ZERO : FIRST_DELAY.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
    }
}
