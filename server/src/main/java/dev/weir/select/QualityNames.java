package dev.weir.select;

import dev.weir.select.Quality.Height;
import dev.weir.select.Quality.Word;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every spelling of a quality. */
final class QualityNames {
    private static final Map<String, Quality> ALL = all();

    private QualityNames() {}

    static @Nullable Quality find(String text) {
        return ALL.get(text.toLowerCase(Locale.ROOT));
    }

    private static Map<String, Quality> all() {
        Map<String, Quality> all = new HashMap<>(Map.of(
                "highest",
                Word.BEST,
                "auto",
                Word.BEST,
                "lowest",
                Word.WORST,
                "4k",
                new Height(2160),
                "hd",
                new Height(720),
                "sd",
                new Height(480)));
        for (Word word : Word.values()) {
            all.put(word.wireName(), word);
        }
        for (int lines : Quality.HEIGHTS) {
            all.put(lines + "p", new Height(lines));
        }
        return Map.copyOf(all);
    }
}
