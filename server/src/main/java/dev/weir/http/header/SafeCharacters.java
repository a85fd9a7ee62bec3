package dev.weir.http.header;

import java.util.regex.Pattern;

/** Takes out of a file name what some system refuses, or what would make it look like another name. */
final class SafeCharacters {
    private static final String REFUSED = "\"*/:<>?\\|";
    private static final char REPLACEMENT = '_';
    private static final char ZERO_WIDTH_NON_JOINER = '\u200c';
    private static final char ZERO_WIDTH_JOINER = '\u200d';
    /** Device names of Windows, with any extension, in any case. */
    private static final Pattern RESERVED = Pattern.compile(
            "(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\\s*(\\..*)?",
            Pattern.CASE_INSENSITIVE);

    private SafeCharacters() {}

    static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(safe, point));
        return trim(safe.toString());
    }

    /** Dots at the start hide a file, dots and spaces at the end are dropped by Windows. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isLoose(text.charAt(start))) {
            start++;
        }
        while (end > start && isLoose(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static String unreserve(String stem) {
        return RESERVED.matcher(stem).matches() ? REPLACEMENT + stem : stem;
    }

    private static boolean isLoose(char c) {
        return c == ' ' || c == '.' || c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
    }

    private static void append(StringBuilder safe, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> appendSpace(safe);
            // Bidirectional overrides and their like; scripts and emoji need the joiners.
            case Character.FORMAT -> {
                if (point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER) {
                    safe.appendCodePoint(point);
                }
            }
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> safe.append(REPLACEMENT);
            default -> {
                if (REFUSED.indexOf(point) >= 0) {
                    safe.append(REPLACEMENT);
                } else {
                    safe.appendCodePoint(point);
                }
            }
        }
    }

    private static void appendSpace(StringBuilder safe) {
        if (!safe.isEmpty() && safe.charAt(safe.length() - 1) != ' ') {
            safe.append(' ');
        }
    }
}
