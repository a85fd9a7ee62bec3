package dev.weir.select;

import dev.weir.video.Format;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Chooses among dubbed versions before anything else is compared: no height makes up for a language nobody asked for. */
final class Language {

    private Language() {}

    /** The formats nearest to the wished language, else to the site's preference, which ranks the original first. */
    static List<Format> narrow(List<Format> formats, Wish wish) {
        String wished = wish.audioLanguage();
        if (wished != null && !wished.equals(Wish.ORIGINAL)) {
            List<Format> near = highest(formats, format -> nearness(format.language(), wished));
            if (nearness(near.getFirst().language(), wished) > 0) {
                return near;
            }
        }
        return highest(formats, Format::languagePreference);
    }

    /** 3 for the same tag, 2 where one tag is a prefix of the other (RFC 4647 section 3.3.1), 1 for another variant, else 0. */
    private static int nearness(@Nullable String offered, String wished) {
        if (offered == null) {
            return 0;
        }
        String a = offered.toLowerCase(Locale.ROOT);
        String b = wished.toLowerCase(Locale.ROOT);
        if (a.equals(b)) {
            return 3;
        }
        if (a.startsWith(b + "-") || b.startsWith(a + "-")) {
            return 2;
        }
        return primary(a).equals(primary(b)) ? 1 : 0;
    }

    private static String primary(String tag) {
        int hyphen = tag.indexOf('-');
        return hyphen < 0 ? tag : tag.substring(0, hyphen);
    }

    private static List<Format> highest(List<Format> formats, ToIntFunction<Format> score) {
        int best = formats.stream().mapToInt(score).max().orElseThrow();
        return formats.stream()
                .filter(format -> score.applyAsInt(format) == best)
                .toList();
    }
}
