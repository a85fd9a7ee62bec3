package dev.weir.limit;

import java.time.Duration;

/**
 * How much of a budget one client has.
 *
 * @param limit uses in any window, at least 1
 * @param window at least {@value #SLOTS} microseconds, at most a day
 */
public record Quota(Budget budget, int limit, Duration window) {
    /** Uses are counted in slots of this part of the window, and forgotten slot by slot: at most 1/120 of a window late, never early. */
    static final int SLOTS = 120;

    public Quota {
        if (limit < 1 || window.compareTo(Duration.ofNanos(SLOTS * 1_000L)) < 0 || window.toDays() > 1) {
            throw new IllegalArgumentException("no quota: " + limit + " in " + window);
        }
    }

    /** The same with another limit. */
    public Quota withLimit(int other) {
        return new Quota(budget, other, window);
    }

    /** Rounded up, so that the slots together are never shorter than the window. */
    long slotMicros() {
        return Math.ceilDiv(window.toNanos(), SLOTS * 1_000L);
    }
}
