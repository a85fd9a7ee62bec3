package dev.weir.http.route;

import dev.weir.video.Failure;
import dev.weir.video.VideoInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The page around the player that others frame. Its script and style are files of their own, and every text in it is escaped. */
final class EmbedPage {
    private static final String FILE = "/web/embed.html";
    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z]+)}}");

    private final String template;

    EmbedPage() {
        try (InputStream stream = EmbedPage.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("the build lacks " + FILE);
            }
            this.template = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param source the stream's address */
    byte[] player(VideoInfo info, EmbedWish wish, String source) {
        StringBuilder video = new StringBuilder("<video id=\"player\" playsinline preload=\"metadata\" tabindex=\"0\"");
        attribute(video, "aria-label", info.title());
        attribute(video, "src", source);
        attribute(video, "poster", picture(info.thumbnail()));
        attribute(video, "width", wish.width());
        attribute(video, "height", wish.height());
        video.append(wish.controls() ? " controls" : "").append(wish.autoplay() ? " autoplay" : "");
        return page(wish.theme(), info.title(), video + "></video>\n  <p id=\"status\" role=\"alert\" hidden></p>");
    }

    /** In place of the player, in the frame where it would have been. */
    byte[] failure(Failure failure, EmbedWish.Theme theme) {
        return page(
                theme,
                failure.message(),
                "<p id=\"status\" role=\"alert\"><strong>" + escaped(failure.message()) + "</strong> "
                        + escaped(failure.detail()) + "</p>");
    }

    private byte[] page(EmbedWish.Theme theme, String title, String body) {
        Map<String, String> fillings = Map.of("theme", theme.wireName(), "title", escaped(title), "body", body);
        return HOLE.matcher(template)
                .replaceAll(hole -> Matcher.quoteReplacement(fillings.getOrDefault(hole.group(1), "")))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void attribute(StringBuilder tag, String name, @Nullable Object value) {
        if (value != null) {
            tag.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(escaped(value.toString()))
                    .append('"');
        }
    }

    /** Nothing but a picture on the web: other schemes have no business here. */
    private static @Nullable String picture(@Nullable URI thumbnail) {
        String address = thumbnail == null ? "" : thumbnail.toASCIIString();
        return address.startsWith("https://") || address.startsWith("http://") ? address : null;
    }

    /** For text and for attributes in double quotes alike. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
