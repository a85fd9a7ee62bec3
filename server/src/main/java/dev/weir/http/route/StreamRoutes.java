package dev.weir.http.route;

import dev.weir.deliver.Delivery;
import dev.weir.deliver.DeliveryPlan;
import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.header.ContentDisposition;
import dev.weir.http.header.FileName;
import dev.weir.http.header.SecurityHeaders;
import dev.weir.http.media.MediaOptions;
import dev.weir.http.media.MediaResponder;
import dev.weir.http.mode.Country;
import dev.weir.http.mode.SmartMode;
import dev.weir.http.mode.StreamMode;
import dev.weir.http.request.Query;
import dev.weir.http.request.VideoTarget;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.select.AllowedHeights;
import dev.weir.select.GameSelector;
import dev.weir.select.Quality;
import dev.weir.select.Selection;
import dev.weir.select.Selector;
import dev.weir.select.Wish;
import dev.weir.video.Format;
import dev.weir.video.VideoRef;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A video's bytes: through this server, from the site, or whichever of both plays. */
public final class StreamRoutes {
    private static final String STREAM = "/api/v2/stream/";
    private static final String PROXY = STREAM + "proxy/";
    private static final String DIRECT = STREAM + "direct/";
    private static final String AUTO = STREAM + "auto/";
    private static final Quality PROXY_QUALITY = new Quality.Height(720);
    private static final Quality USUAL_QUALITY = Quality.Word.BEST;

    private final Lookups lookups;
    private final Selector selector;
    private final GameSelector game;
    private final AllowedHeights heights;
    private final Delivery delivery;
    private final MediaResponder media;
    private final SmartMode smart;

    public StreamRoutes(
            Lookups lookups,
            Selector selector,
            AllowedHeights heights,
            Delivery delivery,
            MediaResponder media,
            SmartMode smart) {
        this.lookups = lookups;
        this.selector = selector;
        this.game = new GameSelector(selector);
        this.heights = heights;
        this.delivery = delivery;
        this.media = media;
        this.smart = smart;
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get(
                        PROXY + "auto",
                        ErrorCode.STREAM_URL_FAILED,
                        ctx -> proxy(ctx, StreamWish.page(ctx, PROXY + "auto/")))
                .get(
                        PROXY + "auto/*",
                        ErrorCode.STREAM_URL_FAILED,
                        ctx -> proxy(ctx, StreamWish.page(ctx, PROXY + "auto/")))
                .get(
                        PROXY + ":platform/:video_id",
                        ErrorCode.STREAM_URL_FAILED,
                        ctx -> proxy(ctx, StreamWish.video(ctx, PROXY)))
                .get(
                        DIRECT + "auto",
                        ErrorCode.STREAM_URL_FAILED,
                        ctx -> direct(ctx, StreamWish.page(ctx, DIRECT + "auto/")))
                .get(
                        DIRECT + "auto/*",
                        ErrorCode.STREAM_URL_FAILED,
                        ctx -> direct(ctx, StreamWish.page(ctx, DIRECT + "auto/")))
                .get(
                        DIRECT + ":platform/:video_id",
                        ErrorCode.STREAM_URL_FAILED,
                        ctx -> direct(ctx, StreamWish.video(ctx, DIRECT)));
    }

    /** Registered after all routes below `/api/v2/stream` whose second word is fixed. */
    public void registerSmart(Endpoints endpoints) {
        endpoints.get(
                STREAM + ":platform/:video_id",
                ErrorCode.STREAM_URL_FAILED,
                ctx -> smart(ctx, StreamWish.video(ctx, STREAM)));
    }

    /** The smart route for a page address that follows `/stream/auto/`, or is its parameter `url`. */
    void smartPage(RoutingContext ctx) {
        smart(ctx, StreamWish.page(ctx, AUTO));
    }

    private void proxy(RoutingContext ctx, VideoTarget target) {
        proxy(ctx, target, PROXY_QUALITY);
    }

    /** @param usual the quality where none is named */
    void proxy(RoutingContext ctx, VideoTarget target, Quality usual) {
        VideoRef ref = lookups.reference(ctx, target);
        Wish wish = StreamWish.of(target.parameters(), usual, heights);
        StreamWish.flag(target.parameters(), "download");
        boolean inGame = isForGame(target.parameters(), wish);
        lookups.open(
                ctx,
                ref,
                resolved -> send(
                        ctx,
                        target.parameters(),
                        resolved,
                        inGame ? game.select(resolved.info().formats(), wish.quality()) : select(resolved, wish)));
    }

    void direct(RoutingContext ctx, VideoTarget target) {
        VideoRef ref = lookups.reference(ctx, target);
        Wish wish = StreamWish.of(target.parameters(), USUAL_QUALITY, heights);
        Consumer<Resolved> redirect = resolved -> redirect(ctx, resolved, select(resolved, wish));
        if (StreamWish.flag(target.parameters(), "no_cache")) {
            lookups.openAnew(ctx, ref, redirect);
        } else {
            lookups.open(ctx, ref, redirect);
        }
    }

    private void smart(RoutingContext ctx, VideoTarget target) {
        VideoRef ref = lookups.reference(ctx, target);
        Query query = target.parameters();
        Wish wish = StreamWish.of(query, USUAL_QUALITY, heights);
        StreamWish.flag(query, "download");
        String asked = query.get("mode");
        StreamMode mode = asked == null ? smart.usual() : StreamMode.parse(asked);
        Country country = country(ctx, query.get("country"));
        lookups.open(ctx, ref, resolved -> {
            Format format = select(resolved, wish);
            switch (smart.decide(mode, country, Delivery.isRedirectable(format))) {
                case PROXY -> send(ctx, query, resolved, format);
                case DIRECT -> redirect(ctx, resolved, format);
            }
        });
    }

    /** Whoever names a player in a game gets what it plays, unless they also name what they want. */
    private static boolean isForGame(Query query, Wish wish) {
        String player = query.get("player");
        if (player == null) {
            return false;
        }
        GamePlayer.parse(player);
        return !wish.audioOnly() && wish.container() == null && wish.codec() == null;
    }

    static Country country(RoutingContext ctx, @Nullable String parameter) {
        return parameter == null ? Country.fromHeader(name -> ctx.request().getHeader(name)) : Country.parse(parameter);
    }

    private Format select(Resolved resolved, Wish wish) {
        return switch (selector.select(resolved.info().formats(), wish)) {
            case Selection.SingleFile file -> file.format();
        };
    }

    private void redirect(RoutingContext ctx, Resolved resolved, Format format) {
        DeliveryPlan.Redirect plan = delivery.redirect(format);
        describe(resolved, format).forEach(ctx.response()::putHeader);
        Replies.redirect(ctx, plan.target().toASCIIString());
    }

    private void send(RoutingContext ctx, Query query, Resolved resolved, Format format) {
        RequestScope scope = RequestScope.of(ctx);
        scope.entered(ErrorCode.STREAMING_FAILED);
        scope.answersWith(SecurityHeaders.Kind.MEDIA);
        MediaOptions options = new MediaOptions(disposition(query, resolved, format), describe(resolved, format));
        media.respond(ctx, delivery.passThrough(resolved, format).file(), options, scope.client());
    }

    static Map<String, String> describe(Resolved resolved, Format format) {
        return Map.of("X-Platform", resolved.ref().platform(), "X-Quality", qualityOf(format));
    }

    /** A header's value, so nothing but what header values may hold. */
    static String qualityOf(Format format) {
        String quality = format.quality();
        if (!format.hasVideo()) {
            return "audio";
        }
        return quality != null && quality.matches("[A-Za-z0-9._-]{1,40}")
                ? quality
                : format.height() == null ? "unknown" : format.height() + "p";
    }

    private static @Nullable String disposition(Query query, Resolved resolved, Format format) {
        boolean download = StreamWish.flag(query, "download");
        String wished = query.get("filename");
        if (!download && wished == null) {
            return null;
        }
        FileName name =
                FileName.of(wished == null ? "" : wished, resolved.info().title(), format.ext());
        return (download ? ContentDisposition.ATTACHMENT : ContentDisposition.INLINE).with(name);
    }
}
