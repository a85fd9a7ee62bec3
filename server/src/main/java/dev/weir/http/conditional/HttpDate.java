package dev.weir.http.conditional;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates in header fields (RFC 9110 section 5.6.7): three notations are read, one is written. */
public final class HttpDate {
    private static final DateTimeFormatter FIXDATE = strict("EEE, dd MMM uuuu HH:mm:ss 'GMT'");
    private static final DateTimeFormatter ASCTIME = strict("EEE MMM ppd HH:mm:ss uuuu");
    private static final int SHORTEST_ASCTIME = 24;

    private HttpDate() {}

    public static String format(Instant instant) {
        return FIXDATE.format(instant.atOffset(ZoneOffset.UTC));
    }

    /**
     * Reads a date, or gives null where there is none.
     *
     * @param now decides which century a year of two digits belongs to
     */
    public static @Nullable Instant parse(String text, Instant now) {
        DateTimeFormatter notation = notationOf(text, now);
        try {
            return LocalDateTime.parse(text, notation).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static DateTimeFormatter notationOf(String text, Instant now) {
        int comma = text.indexOf(',');
        if (comma < 0 && text.length() >= SHORTEST_ASCTIME) {
            return ASCTIME;
        }
        return comma > 3 ? rfc850(now.atOffset(ZoneOffset.UTC).getYear()) : FIXDATE;
    }

    /** A year that would lie more than 50 years ahead is the last one before with those digits. */
    private static DateTimeFormatter rfc850(int thisYear) {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, thisYear - 49)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }
}
