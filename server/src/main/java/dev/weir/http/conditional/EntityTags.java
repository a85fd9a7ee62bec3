package dev.weir.http.conditional;

import java.util.ArrayList;
import java.util.List;

/** What If-Match and If-None-Match carry (RFC 9110 sections 13.1.1 and 13.1.2). */
sealed interface EntityTags {

    /** `*`: whatever there is. */
    record Any() implements EntityTags {}

    /** These; none where the field made no sense. */
    record Listed(List<EntityTag> tags) implements EntityTags {}

    static EntityTags parse(String value) {
        if (value.strip().equals("*")) {
            return new Any();
        }
        List<EntityTag> tags = new ArrayList<>();
        int at = 0;
        boolean separated = true;
        while (at < value.length()) {
            char c = value.charAt(at);
            if (c == ' ' || c == '\t') {
                at++;
            } else if (c == ',') {
                separated = true;
                at++;
            } else {
                boolean weak = value.startsWith("W/", at);
                int open = weak ? at + 2 : at;
                int close = closingQuote(value, open);
                if (close < 0 || !separated) {
                    return new Listed(List.of());
                }
                tags.add(new EntityTag(value.substring(open + 1, close), weak));
                separated = false;
                at = close + 1;
            }
        }
        return new Listed(List.copyOf(tags));
    }

    default boolean matchStrongly(EntityTag current) {
        return switch (this) {
            case Any() -> true;
            case Listed(var tags) -> tags.stream().anyMatch(current::matchesStrongly);
        };
    }

    default boolean matchWeakly(EntityTag current) {
        return switch (this) {
            case Any() -> true;
            case Listed(var tags) -> tags.stream().anyMatch(current::matchesWeakly);
        };
    }

    /** Where the quoted text that begins here ends, or -1. */
    private static int closingQuote(String value, int open) {
        if (open >= value.length() || value.charAt(open) != '"') {
            return -1;
        }
        for (int i = open + 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c <= ' ' || c == 0x7f) {
                return -1;
            }
        }
        return -1;
    }
}
