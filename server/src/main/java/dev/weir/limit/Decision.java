package dev.weir.limit;

/**
 * What a limiter says of one use.
 *
 * @param remaining uses that would still be admitted now
 * @param freeInMicros until the oldest use that counts is forgotten, so that there is more again; 0 where none counts
 */
public record Decision(Quota quota, Verdict verdict, int remaining, long freeInMicros) {

    public enum Verdict {
        /** There is no more of the quota. */
        REFUSED,
        /** The use is within the quota, and counted. */
        ADMITTED,
        /** The use needs no more than what the client was admitted to before; nothing is known of what is left. */
        UNCOUNTED
    }

    static Decision uncounted(Quota quota) {
        return new Decision(quota, Verdict.UNCOUNTED, 0, 0);
    }

    public boolean refused() {
        return verdict == Verdict.REFUSED;
    }

    /** {@link #freeInMicros} in whole seconds, rounded up. */
    public long freeInSeconds() {
        return Math.ceilDiv(freeInMicros, 1_000_000L);
    }
}
