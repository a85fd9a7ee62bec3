package dev.weir.http.route;

import dev.weir.deliver.Delivery;
import dev.weir.http.Replies;
import dev.weir.http.mode.Country;
import dev.weir.http.mode.SmartMode;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.select.AllowedHeights;
import dev.weir.select.GameSelector;
import dev.weir.select.Quality;
import dev.weir.video.FailureException;
import dev.weir.video.Format;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The use case of players that can only follow an address: one address in, one that plays out. */
public final class GameStreams {
    final Lookups lookups;
    private final GameSelector selector;
    private final AllowedHeights heights;
    private final SmartMode smart;

    public GameStreams(Lookups lookups, GameSelector selector, AllowedHeights heights, SmartMode smart) {
        this.lookups = lookups;
        this.selector = selector;
        this.heights = heights;
        this.smart = smart;
    }

    /** Says in a document which stream was chosen. */
    interface Document {
        JsonObject of(GameRequest request, Format format);
    }

    GameRequest read(RoutingContext ctx, String path, Quality usual) {
        return GameRequest.read(ctx, path, lookups, usual, heights);
    }

    /** Answers in the form asked for; a redirect leads to the site only where the player gets the bytes there. */
    void answer(RoutingContext ctx, GameRequest request, Document document) {
        GameSelector.requirePicture(request.quality());
        GameRequest.Form form = GameRequest.Form.of(request.query());
        Country country = StreamRoutes.country(ctx, request.query().get("country"));
        lookups.open(ctx, request.ref(), resolved -> {
            Format format = selector.select(resolved.info().formats(), request.quality());
            switch (form) {
                case JSON ->
                    Replies.json(ctx, document.of(request, format).toBuffer().getBytes());
                case PROXY -> redirect(ctx, resolved, format, request.proxyAddress());
                case REDIRECT ->
                    redirect(
                            ctx,
                            resolved,
                            format,
                            switch (smart.decide(smart.usual(), country, Delivery.isRedirectable(format))) {
                                case PROXY -> request.proxyAddress();
                                case DIRECT -> format.url().toASCIIString();
                            });
            }
        });
    }

    /** The file that would be sent, or null where there is none. */
    @Nullable
    Format find(Resolved resolved, Quality quality) {
        try {
            return selector.select(resolved.info().formats(), quality);
        } catch (FailureException e) {
            return null;
        }
    }

    List<String> qualities(Resolved resolved) {
        return selector.heights(resolved.info().formats()).stream()
                .map(Quality.Height::wireName)
                .toList();
    }

    private static void redirect(RoutingContext ctx, Resolved resolved, Format format, String address) {
        StreamRoutes.describe(resolved, format).forEach(ctx.response()::putHeader);
        Replies.redirect(ctx, address);
    }
}
