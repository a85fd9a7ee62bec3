package dev.weir.telemetry;

import java.time.Instant;

/** Writes instants as RFC 3339 in UTC to the millisecond; keeps the second's text, since many share it. Any number of threads. */
public final class Rfc3339 {
    private volatile Second latest = Second.of(0);

    /**
     * Such as `2026-01-02T03:04:05.006Z`: always 24 characters.
     *
     * @param epochMillis milliseconds since 1970, in the years 0 to 9999
     */
    public String of(long epochMillis) {
        long second = Math.floorDiv(epochMillis, 1000);
        // Two threads may word the same second; that is cheaper than a lock.
        Second known = latest;
        if (known.epochSecond() != second) {
            known = Second.of(second);
            latest = known;
        }
        int rest = Math.floorMod(epochMillis, 1000);
        return known.text() + (rest < 10 ? ".00" : rest < 100 ? ".0" : ".") + rest + 'Z';
    }

    private record Second(long epochSecond, String text) {
        static Second of(long epochSecond) {
            String text = Instant.ofEpochSecond(epochSecond).toString();
            return new Second(epochSecond, text.substring(0, text.length() - 1));
        }
    }
}
