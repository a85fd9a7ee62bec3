package dev.weir.limit;

/**
 * Whether one use is within its quota.
 *
 * @param remaining uses that would still be admitted now
 * @param freeInMicros until the oldest use that counts is forgotten, so that there is more again; 0 where none counts
 */
public record Decision(Quota quota, boolean admitted, int remaining, long freeInMicros) {

    /** {@link #freeInMicros} in whole seconds, rounded up. */
    public long freeInSeconds() {
        return Math.ceilDiv(freeInMicros, 1_000_000L);
    }
}
