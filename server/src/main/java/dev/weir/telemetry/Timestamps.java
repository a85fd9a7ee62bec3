package dev.weir.telemetry;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes instants as RFC 3339 in UTC to the millisecond; keeps the second's text, since many lines share it. One thread. */
final class Timestamps {
    private long second = Long.MIN_VALUE;
    private String prefix = "";

    /** @param epochMillis milliseconds since 1970, in the years 0 to 9999 */
    String of(long epochMillis) {
        long asked = Math.floorDiv(epochMillis, 1000L);
        if (asked != second) {
            prefix = prefix(asked);
            second = asked;
        }
        int millis = (int) Math.floorMod(epochMillis, 1000L);
        return prefix
                + (char) ('0' + millis / 100)
                + (char) ('0' + millis / 10 % 10)
                + (char) ('0' + millis % 10)
                + 'Z';
    }

    private static String prefix(long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(20);
        int year = time.getYear();
        text.append((char) ('0' + year / 1000 % 10)).append((char) ('0' + year / 100 % 10));
        two(text, year % 100, '-');
        two(text, time.getMonthValue(), '-');
        two(text, time.getDayOfMonth(), 'T');
        two(text, time.getHour(), ':');
        two(text, time.getMinute(), ':');
        two(text, time.getSecond(), '.');
        return text.toString();
    }

    private static void two(StringBuilder text, int number, char next) {
        text.append((char) ('0' + number / 10))
                .append((char) ('0' + number % 10))
                .append(next);
    }
}
