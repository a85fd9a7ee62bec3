package dev.weir.http.range;

import java.util.ArrayList;
import java.util.List;

/** The Range field of a request (RFC 9110 section 14.2). */
public sealed interface RangeHeader {
    /** More ranges than this are an attack or a mistake, and answered with the whole. */
    int MAX_RANGES = 32;

    /** There is none, or none that means anything here: another unit, bad syntax, too many ranges. */
    record Ignored() implements RangeHeader {}

    /** One range or more, in the order given. */
    record Ranges(List<RangeSpec> specs) implements RangeHeader {
        public Ranges {
            specs = List.copyOf(specs);
        }
    }

    /** Never fails: what cannot be understood is ignored, as the RFC wants it. */
    static RangeHeader parse(String value) {
        int equals = value.indexOf('=');
        if (equals < 0 || !value.substring(0, equals).equalsIgnoreCase("bytes")) {
            return new Ignored();
        }
        List<RangeSpec> specs = new ArrayList<>();
        int start = equals + 1;
        while (start <= value.length()) {
            int comma = value.indexOf(',', start);
            int end = comma < 0 ? value.length() : comma;
            RangeSyntax element = RangeSyntax.of(value, start, end);
            if (!element.isEmpty()) {
                RangeSpec spec = element.parse();
                if (spec == null || specs.size() == MAX_RANGES) {
                    return new Ignored();
                }
                specs.add(spec);
            }
            start = end + 1;
        }
        return specs.isEmpty() ? new Ignored() : new Ranges(specs);
    }

    /** What the field means for a file of this many bytes, 0 or more. */
    default RangeResolution resolve(long total) {
        return switch (this) {
            case Ignored() -> new RangeResolution.Whole();
            case Ranges(var specs) -> RangeResolution.of(specs, total);
        };
    }
}
