package dev.weir.source;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Content-Range of bytes (RFC 9110 section 14.4). */
sealed interface ContentRange {

    /** `bytes first-last/total`, or `/*` where the origin does not know the total. */
    record Part(long first, long last, OptionalLong total) implements ContentRange {}

    /** `bytes * /total`: nothing of the file lies in the range asked for. */
    record Unsatisfied(long total) implements ContentRange {}

    Pattern PART = Pattern.compile("(?i:bytes)[ \t]+(\\d{1,18})-(\\d{1,18})/(\\*|\\d{1,18})[ \t]*");
    Pattern UNSATISFIED = Pattern.compile("(?i:bytes)[ \t]+\\*/(\\d{1,18})[ \t]*");

    /** Null where the value is none of the two, or contradicts itself. */
    static @Nullable ContentRange parse(String value) {
        Matcher part = PART.matcher(value);
        if (part.matches()) {
            long first = Long.parseLong(part.group(1));
            long last = Long.parseLong(part.group(2));
            OptionalLong total =
                    part.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(part.group(3)));
            boolean possible = first <= last && (total.isEmpty() || last < total.getAsLong());
            return possible ? new Part(first, last, total) : null;
        }
        Matcher unsatisfied = UNSATISFIED.matcher(value);
        return unsatisfied.matches() ? new Unsatisfied(Long.parseLong(unsatisfied.group(1))) : null;
    }
}
