package dev.weir.http.document;

import java.time.Instant;
import java.time.InstantSource;

/** The current time as documents carry it: UTC, to the millisecond (RFC 3339). */
public final class Timestamps {
    private final InstantSource clock;
    private volatile Second latest = Second.of(0);

    public Timestamps(InstantSource clock) {
        this.clock = clock;
    }

    /** Such as `2026-01-02T03:04:05.006Z`: always 24 characters. */
    public String now() {
        long millis = clock.millis();
        long second = Math.floorDiv(millis, 1000);
        // Two threads may render the same second; that is cheaper than a lock.
        Second known = latest;
        if (known.epochSecond() != second) {
            known = Second.of(second);
            latest = known;
        }
        int rest = Math.floorMod(millis, 1000);
        return known.text() + (rest < 10 ? ".00" : rest < 100 ? ".0" : ".") + rest + 'Z';
    }

    private record Second(long epochSecond, String text) {
        static Second of(long epochSecond) {
            String text = Instant.ofEpochSecond(epochSecond).toString();
            return new Second(epochSecond, text.substring(0, text.length() - 1));
        }
    }
}
