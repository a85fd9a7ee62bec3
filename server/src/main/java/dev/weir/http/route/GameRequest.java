package dev.weir.http.route;

import dev.weir.http.request.Query;
import dev.weir.http.request.VideoTarget;
import dev.weir.select.AllowedHeights;
import dev.weir.select.Quality;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import dev.weir.video.VideoRef;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** What a GET-only endpoint was asked: `url`, `quality`, `player`. */
record GameRequest(VideoRef ref, Query query, Quality quality, GamePlayer player) {
    private static final Set<String> PARAMETERS =
            Set.of("quality", "player", "format", "country", "width", "height", "autoplay", "controls", "theme");

    /** How the stream is given. */
    enum Form {
        REDIRECT,
        PROXY,
        JSON;

        /** @throws FailureException `invalid_parameter` */
        static Form of(Query query) {
            String word = query.get("format");
            if (word == null) {
                return REDIRECT;
            }
            for (Form form : values()) {
                if (form.name().equalsIgnoreCase(word)) {
                    return form;
                }
            }
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "There is no such form of answer.",
                            "The parameter format is redirect, proxy or json.")
                    .toException();
        }
    }

    /**
     * @param path of the route, without a slash at its end
     * @throws FailureException `invalid_parameter` for each parameter that is not valid, and where `url` is missing
     */
    static GameRequest read(RoutingContext ctx, String path, Lookups lookups, Quality usual, AllowedHeights heights) {
        VideoTarget target = Lookups.target(ctx).page(path + "/", PARAMETERS);
        Query query = target.parameters();
        String quality = query.get("quality");
        Quality wished = quality == null ? usual : Quality.parse(quality, heights);
        String player = query.get("player");
        GamePlayer asking = player == null ? GamePlayer.AUTO : GamePlayer.parse(player);
        return new GameRequest(lookups.reference(ctx, target), query, wished, asking);
    }

    /** Our proxy's address for it. */
    String proxyAddress() {
        return RouteAddress.stream("proxy", ref) + "?quality=" + quality.wireName() + "&player=" + player.wireName();
    }
}
