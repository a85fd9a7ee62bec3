package dev.weir.http.range;

import dev.weir.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What to send of a file whose length is known (RFC 9110 sections 14.2 and 15.3.7). */
public sealed interface RangeResolution {
    /** All of it, with status 200. */
    record Whole() implements RangeResolution {}

    /** One part, with status 206 and Content-Range. */
    record Single(Span span) implements RangeResolution {}

    /** Two parts or more that neither overlap nor touch, with status 206, as multipart/byteranges, in this order. */
    record Multiple(List<Span> spans) implements RangeResolution {
        public Multiple {
            spans = List.copyOf(spans);
        }
    }

    /** None of the ranges begins inside the file: status 416. */
    record Unsatisfiable() implements RangeResolution {}

    static RangeResolution of(List<RangeSpec> specs, long total) {
        if (total == 0
                && specs.stream().anyMatch(spec -> spec instanceof RangeSpec.Suffix(long length) && length > 0)) {
            // Satisfiable, says the RFC, but no Content-Range can say it.
            return new Whole();
        }
        List<Span> spans = new ArrayList<>(specs.size());
        for (RangeSpec spec : specs) {
            Span span = within(spec, total);
            if (span != null) {
                spans.add(span);
            }
        }
        if (spans.isEmpty()) {
            return new Unsatisfiable();
        }
        return spans.size() == 1 ? new Single(spans.getFirst()) : Coalescing.of(spans);
    }

    private static @Nullable Span within(RangeSpec spec, long total) {
        long last = total - 1;
        return switch (spec) {
            case RangeSpec.FromTo(long from, long to) -> from > last ? null : new Span(from, Math.min(to, last));
            case RangeSpec.From(long from) -> from > last ? null : new Span(from, last);
            case RangeSpec.Suffix(long length) ->
                length == 0 || total == 0 ? null : new Span(Math.max(0, total - length), last);
        };
    }
}
