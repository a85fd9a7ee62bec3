package dev.weir.http.range;

import dev.weir.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Joins ranges that overlap or touch, and gives up on sets that only cost (RFC 9110 sections 14.2 and 17.15). */
final class Coalescing {
    private static final int MAX_OVERLAPS = 2;
    private static final int MAX_TINY = 8;
    private static final long TINY_BYTES = 1024;

    private Coalescing() {}

    static RangeResolution of(List<Span> asked) {
        List<Span> joined = new ArrayList<>(asked.size());
        int overlaps = 0;
        for (int i = 0; i < asked.size(); i++) {
            Span span = asked.get(i);
            if (asked.subList(0, i).stream().anyMatch(earlier -> overlap(earlier, span))) {
                overlaps++;
            }
            add(joined, span);
        }
        long tiny = joined.stream().filter(span -> span.length() < TINY_BYTES).count();
        if (overlaps > MAX_OVERLAPS || tiny > MAX_TINY) {
            return new RangeResolution.Whole();
        }
        return joined.size() == 1
                ? new RangeResolution.Single(joined.getFirst())
                : new RangeResolution.Multiple(joined);
    }

    /** The joined span stands where the first of its members stood. */
    private static void add(List<Span> joined, Span added) {
        Span grown = added;
        int place = joined.size();
        for (int i = joined.size() - 1; i >= 0; i--) {
            Span other = joined.get(i);
            if (touch(other, added)) {
                grown = new Span(Math.min(other.first(), grown.first()), Math.max(other.last(), grown.last()));
                joined.remove(i);
                place = i;
            }
        }
        joined.add(place, grown);
    }

    private static boolean overlap(Span a, Span b) {
        return a.first() <= b.last() && b.first() <= a.last();
    }

    private static boolean touch(Span a, Span b) {
        return a.first() - 1 <= b.last() && b.first() - 1 <= a.last();
    }
}
