package dev.weir.source;

/**
 * A run of bytes, both ends included, as in a Content-Range (RFC 9110 section 14.4).
 *
 * @param first 0 or more
 * @param last at least {@code first}; {@link #OPEN_END} for all there is
 */
public record Span(long first, long last) {
    public static final long OPEN_END = Long.MAX_VALUE;

    public Span {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a span: " + first + "-" + last);
        }
    }

    public static Span from(long first) {
        return new Span(first, OPEN_END);
    }

    public boolean isOpen() {
        return last == OPEN_END;
    }

    /** How many bytes; meaningless for an open span. */
    public long length() {
        return last - first + 1;
    }
}
