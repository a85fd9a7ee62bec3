package dev.weir.limit;

import dev.weir.limit.Decision.Verdict;
import java.util.Arrays;

/**
 * The uses of one client in the last window, as counts of the slots in which there were any: at most {@link Quota#SLOTS} + 1 of them, and never more than
 * the limit.
 */
final class SlidingWindow {
    private static final int FIRST_CAPACITY = 4;

    private long[] slots = new long[FIRST_CAPACITY];
    private int[] counts = new int[FIRST_CAPACITY];
    private int head;
    private int size;
    private int total;

    /** Counts one use if the quota allows it. */
    synchronized Decision take(Quota quota, long nowMicros) {
        long slot = forgetBefore(quota, nowMicros);
        Verdict verdict = total < quota.limit() ? Verdict.ADMITTED : Verdict.REFUSED;
        if (verdict == Verdict.ADMITTED) {
            add(slot);
        }
        return new Decision(quota, verdict, Math.max(0, quota.limit() - total), untilForgotten(quota, nowMicros));
    }

    /** Counts a use that somebody else admitted. */
    synchronized void count(Quota quota, long nowMicros) {
        add(forgetBefore(quota, nowMicros));
    }

    private long forgetBefore(Quota quota, long nowMicros) {
        long slot = Math.floorDiv(nowMicros, quota.slotMicros());
        while (size > 0 && slots[head] < slot - Quota.SLOTS) {
            total -= counts[head];
            head = next(head);
            size--;
        }
        return slot;
    }

    private void add(long slot) {
        total++;
        int last = (head + size - 1) % slots.length;
        // Of two threads, one may have read the clock earlier and come later.
        if (size > 0 && slots[last] >= slot) {
            counts[last]++;
            return;
        }
        if (size == slots.length) {
            grow();
        }
        int free = (head + size) % slots.length;
        slots[free] = slot;
        counts[free] = 1;
        size++;
    }

    private void grow() {
        int capacity = Math.min(2 * slots.length, Quota.SLOTS + 1);
        long[] moreSlots = Arrays.copyOfRange(slots, head, head + capacity);
        int[] moreCounts = Arrays.copyOfRange(counts, head, head + capacity);
        System.arraycopy(slots, 0, moreSlots, slots.length - head, head);
        System.arraycopy(counts, 0, moreCounts, counts.length - head, head);
        slots = moreSlots;
        counts = moreCounts;
        head = 0;
    }

    private int next(int index) {
        return index + 1 == slots.length ? 0 : index + 1;
    }

    private long untilForgotten(Quota quota, long nowMicros) {
        return size == 0 ? 0 : (slots[head] + Quota.SLOTS + 1) * quota.slotMicros() - nowMicros;
    }
}
