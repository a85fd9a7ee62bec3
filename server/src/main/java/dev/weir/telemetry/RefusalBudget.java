package dev.weir.telemetry;

import java.time.InstantSource;

/** How many refusals a second may be recorded: whoever is turned away must not be able to wash out what others did. */
final class RefusalBudget {
    /** No refusal may be recorded now. */
    static final long SPENT = -1;

    private final InstantSource clock;
    private final int perSecond;
    private long second = Long.MIN_VALUE;
    private int taken;
    private long withheld;

    RefusalBudget(InstantSource clock, int perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
    }

    /** Asks for one: how many were withheld since the last that was granted, or {@link #SPENT}. */
    synchronized long take() {
        long now = Math.floorDiv(clock.millis(), 1000L);
        if (now != second) {
            second = now;
            taken = 0;
        }
        if (taken >= perSecond) {
            withheld++;
            return SPENT;
        }
        taken++;
        long since = withheld;
        withheld = 0;
        return since;
    }
}
