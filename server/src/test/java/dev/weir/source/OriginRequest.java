package dev.weir.source;

import java.util.Map;

/**
 * What an origin was asked.
 *
 * @param headers by lower-case name
 * @param connection the number of the connection it came over, from 1
 */
record OriginRequest(String line, Map<String, String> headers, int connection) {
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String target() {
        return line.split(" ", -1)[1];
    }

    /** The span of the Range field, within a file of this length. */
    Span span(long total) {
        String[] ends = header("range").substring("bytes=".length()).split("-", -1);
        long first = Long.parseLong(ends[0]);
        long last = ends[1].isEmpty() ? total - 1 : Math.min(Long.parseLong(ends[1]), total - 1);
        return new Span(first, last);
    }
}
