package dev.weir.http.route;

import dev.weir.http.request.Query;
import dev.weir.select.Quality;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a page that frames the player wants of it.
 *
 * @param width in pixels, or null to fill the frame
 * @param height in pixels, or null to fill the frame
 */
record EmbedWish(
        Quality quality,
        @Nullable Integer width,
        @Nullable Integer height,
        boolean autoplay,
        boolean controls,
        Theme theme) {
    /** Those of the route, besides `url`. */
    static final Set<String> PARAMETERS = Set.of("quality", "width", "height", "autoplay", "controls", "theme");

    private static final int LEAST = 50;
    private static final int MOST = 8192;

    /** The colours around the picture. */
    enum Theme {
        DARK,
        LIGHT,
        /** As the viewer's system has it. */
        AUTO;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        String wireName() {
            return wireName;
        }
    }

    /** @throws FailureException `invalid_parameter` for each parameter that is not valid */
    static EmbedWish of(Query query, Quality quality) {
        return new EmbedWish(
                quality,
                pixels(query, "width"),
                pixels(query, "height"),
                StreamWish.flag(query, "autoplay"),
                query.get("controls") == null || StreamWish.flag(query, "controls"),
                theme(query.get("theme")));
    }

    /** The same as a query, without its question mark. */
    String query() {
        return "quality=" + quality.wireName() + (width == null ? "" : "&width=" + width)
                + (height == null ? "" : "&height=" + height) + "&autoplay=" + autoplay + "&controls=" + controls
                + "&theme=" + theme.wireName();
    }

    private static @Nullable Integer pixels(Query query, String name) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= LEAST && Integer.parseInt(text) <= MOST) {
            return Integer.valueOf(text);
        }
        throw invalid(
                "The parameter " + name + " is not a size.", "Use whole pixels from " + LEAST + " to " + MOST + ".");
    }

    private static Theme theme(@Nullable String text) {
        if (text == null) {
            return Theme.DARK;
        }
        for (Theme theme : Theme.values()) {
            if (theme.wireName.equalsIgnoreCase(text)) {
                return theme;
            }
        }
        throw invalid("There is no such theme.", "The parameter theme is dark, light or auto.");
    }

    private static FailureException invalid(String message, String detail) {
        return Failure.of(Reason.INVALID_PARAMETER, message, detail).toException();
    }
}
