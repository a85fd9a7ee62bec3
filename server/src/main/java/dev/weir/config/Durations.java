package dev.weir.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations: `15m`, `1h30m`, `500ms`, `900s`, and bare seconds as in `900`. */
final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private Durations() {}

    static Parser<Duration> between(Duration least, Duration most) {
        return text -> {
            Duration duration = read(text);
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                throw new InvalidValue(text, "is not between " + spell(least) + " and " + spell(most));
            }
            return duration;
        };
    }

    private static Duration read(String text) throws InvalidValue {
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            long count = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofDays(count);
                    });
            end = part.end();
        }
        if (end == 0 || end < text.length()) {
            throw new InvalidValue(text, "is not a duration (a number of seconds, or one with ms, s, m, h or d)");
        }
        return sum;
    }

    /** The shortest spelling that {@link #between} reads back as the same duration. */
    static String spell(Duration duration) {
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        long seconds = duration.toSeconds();
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86400 == 0 ? seconds / 86400 + "d" : seconds / 3600 + "h";
    }
}
