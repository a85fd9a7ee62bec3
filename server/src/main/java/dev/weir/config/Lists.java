package dev.weir.config;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads lists: comma-separated, blanks around items and empty items dropped, repeated items kept once. */
final class Lists {
    private static final int MOST = 1000;

    private Lists() {}

    static <T> Parser<List<T>> of(Parser<T> item) {
        return text -> {
            List<T> items = parse(Arrays.asList(text.split(",", -1)), item);
            if (items.isEmpty()) {
                throw new InvalidValue(text, "holds no item");
            }
            return items;
        };
    }

    /** As {@link #of}, but the empty list where the word `none` stands alone: for lists whose default is not empty. */
    static <T> Parser<List<T>> orNone(Parser<T> item) {
        return text -> text.equalsIgnoreCase("none") ? List.of() : of(item).parse(text);
    }

    /** As {@link #of}, and also a JSON array of strings. */
    static <T> Parser<List<T>> orJson(Parser<T> item) {
        return text -> text.startsWith("[") ? parse(json(text), item) : of(item).parse(text);
    }

    private static List<String> json(String text) throws InvalidValue {
        List<String> items = new ArrayList<>();
        try {
            for (Object item : new JsonArray(text)) {
                if (!(item instanceof String string)) {
                    throw new InvalidValue(text, "is not a JSON array of strings");
                }
                items.add(string);
            }
        } catch (DecodeException e) {
            throw new InvalidValue(text, "is not a JSON array of strings");
        }
        return items;
    }

    private static <T> List<T> parse(List<String> items, Parser<T> item) throws InvalidValue {
        LinkedHashSet<T> parsed = new LinkedHashSet<>();
        for (String each : items) {
            if (!each.isBlank()) {
                parsed.add(item.parse(each.strip()));
            }
            if (parsed.size() > MOST) {
                throw new InvalidValue(each, "is one too many: a list has at most " + MOST + " items");
            }
        }
        return List.copyOf(parsed);
    }
}
