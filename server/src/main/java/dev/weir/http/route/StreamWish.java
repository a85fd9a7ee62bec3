package dev.weir.http.route;

import dev.weir.http.request.Query;
import dev.weir.http.request.VideoTarget;
import dev.weir.select.AllowedHeights;
import dev.weir.select.Codec;
import dev.weir.select.Container;
import dev.weir.select.Quality;
import dev.weir.select.Wish;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;

/** Reads what stream routes take as parameters. */
final class StreamWish {
    /** Ours even where a bare page address has parameters of the same name. */
    static final Set<String> PARAMETERS = Set.of(
            "quality",
            "format",
            "codec",
            "audio_only",
            "audio_lang",
            "download",
            "filename",
            "mode",
            "country",
            "no_cache",
            "start",
            "player",
            "bandwidth",
            "device",
            "proxy");

    private StreamWish() {}

    /** The page address that follows the prefix, or the parameter `url`. */
    static VideoTarget page(RoutingContext ctx, String prefix) {
        return Lookups.target(ctx).page(prefix, PARAMETERS);
    }

    /** The platform and id that follow the prefix. */
    static VideoTarget video(RoutingContext ctx, String prefix) {
        return Lookups.target(ctx).video(prefix, PARAMETERS);
    }

    /**
     * The formats the client wants.
     *
     * @param usual the quality where none is named
     */
    static Wish of(Query query, Quality usual, AllowedHeights allowed) {
        refuseStart(query);
        String quality = query.get("quality");
        String container = query.get("format");
        String codec = query.get("codec");
        return new Wish(
                quality == null ? usual : Quality.parse(quality, allowed),
                flag(query, "audio_only"),
                container == null ? null : Container.parse(container),
                codec == null ? null : Codec.parse(codec),
                query.get("audio_lang"));
    }

    /**
     * A boolean parameter, false where it is absent.
     *
     * @throws FailureException `invalid_parameter` for anything but the usual words
     */
    static boolean flag(Query query, String name) {
        String value = query.get(name);
        return switch (value == null ? "false" : value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default ->
                throw Failure.of(
                                Reason.INVALID_PARAMETER,
                                "The parameter " + name + " is neither true nor false.",
                                "Use true or false.")
                        .toException();
        };
    }

    /** Better to say so than to send a stream from its start to somebody who asked for its middle. */
    private static void refuseStart(Query query) {
        if (query.get("start") != null) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "Streams cannot be begun at a time here.",
                            "Leave out start, and seek in the player.")
                    .toException();
        }
    }
}
