package dev.weir.http.range;

import org.jspecify.annotations.Nullable;

/** One element of a range set, without the white space around it. */
record RangeSyntax(String text, int start, int end) {

    static RangeSyntax of(String text, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return new RangeSyntax(text, from, to);
    }

    /** Lists may have empty elements (RFC 9110 section 5.6.1.2). */
    boolean isEmpty() {
        return start == end;
    }

    /** Null where this is no range of bytes. */
    @Nullable
    RangeSpec parse() {
        int dash = text.indexOf('-', start);
        if (dash < 0 || dash >= end || !isDigits(start, dash) || !isDigits(dash + 1, end)) {
            return null;
        }
        boolean hasFirst = dash > start;
        boolean hasLast = dash + 1 < end;
        if (!hasFirst) {
            return hasLast ? new RangeSpec.Suffix(number(dash + 1, end)) : null;
        }
        long first = number(start, dash);
        if (!hasLast) {
            return new RangeSpec.From(first);
        }
        long last = number(dash + 1, end);
        return last < first ? null : new RangeSpec.FromTo(first, last);
    }

    private boolean isDigits(int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** No file is as long as Long.MAX_VALUE, so that larger numbers may stand as it. */
    private long number(int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                return Long.MAX_VALUE;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
