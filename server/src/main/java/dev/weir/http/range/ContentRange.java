package dev.weir.http.range;

import dev.weir.source.Span;

/** Values of Content-Range (RFC 9110 section 14.4). */
public final class ContentRange {
    private ContentRange() {}

    /** Of a 206, or of one part of it: a closed span of a file of `total` bytes. */
    public static String of(Span span, long total) {
        return "bytes " + span.first() + "-" + span.last() + "/" + total;
    }

    /** Of a 416. */
    public static String unsatisfied(long total) {
        return "bytes */" + total;
    }
}
