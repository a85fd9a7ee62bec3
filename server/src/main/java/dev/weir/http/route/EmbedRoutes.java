package dev.weir.http.route;

import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.header.SecurityHeaders;
import dev.weir.http.request.Query;
import dev.weir.http.request.VideoTarget;
import dev.weir.resolve.Resolution;
import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.select.AllowedHeights;
import dev.weir.select.Quality;
import dev.weir.select.Selector;
import dev.weir.select.Wish;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.VideoRef;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A player that pages of other sites frame; the stream comes through this server. */
public final class EmbedRoutes {
    private static final String EMBED = "/api/v2/stream/embed/";
    private static final String AUTO = EMBED + "auto/";
    private static final String HTML = "text/html; charset=utf-8";

    private final Lookups lookups;
    private final Selector selector;
    private final AllowedHeights heights;
    private final EmbedPage page = new EmbedPage();

    public EmbedRoutes(Lookups lookups, Selector selector, AllowedHeights heights) {
        this.lookups = lookups;
        this.selector = selector;
        this.heights = heights;
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get(EMBED + "auto", ErrorCode.STREAM_URL_FAILED, this::auto)
                .get(AUTO + "*", ErrorCode.STREAM_URL_FAILED, this::auto)
                .get(
                        EMBED + ":platform/:video_id",
                        ErrorCode.STREAM_URL_FAILED,
                        ctx -> embed(ctx, Lookups.target(ctx).video(EMBED, EmbedWish.PARAMETERS)));
    }

    private void auto(RoutingContext ctx) {
        embed(ctx, Lookups.target(ctx).page(AUTO, EmbedWish.PARAMETERS));
    }

    private void embed(RoutingContext ctx, VideoTarget target) {
        VideoRef ref = lookups.reference(ctx, target);
        Query query = target.parameters();
        String quality = query.get("quality");
        EmbedWish wish = EmbedWish.of(query, quality == null ? Quality.Word.BEST : Quality.parse(quality, heights));
        lookups.openOrNot(ctx, ref, resolution -> answer(ctx, resolution, wish));
    }

    private void answer(RoutingContext ctx, Resolution resolution, EmbedWish wish) {
        switch (resolution) {
            case Failed failed -> refuse(ctx, failed.failure(), wish);
            case Resolved resolved -> {
                try {
                    var _ = selector.select(resolved.info().formats(), Wish.of(wish.quality()));
                } catch (FailureException e) {
                    refuse(ctx, e.failure(), wish);
                    return;
                }
                String source = RouteAddress.stream("proxy", resolved.ref()) + "?quality="
                        + wish.quality().wireName();
                send(ctx, 200, page.player(resolved.info(), wish, source));
            }
        }
    }

    /** A frame shows no JSON: a browser is told in a page, with the same status. */
    private void refuse(RoutingContext ctx, Failure failure, EmbedWish wish) {
        if (!prefersPage(ctx.request().getHeader("Accept"))) {
            ctx.fail(failure.toException());
            return;
        }
        RequestScope.of(ctx).failed(failure.reason());
        Duration retryAfter = failure.retryAfter();
        if (retryAfter != null) {
            ctx.response().putHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        send(ctx, failure.reason().status(), page.failure(failure, wish.theme()));
    }

    private static void send(RoutingContext ctx, int status, byte[] document) {
        RequestScope.of(ctx).answersWith(SecurityHeaders.Kind.EMBED);
        ctx.response().putHeader("Cache-Control", "no-store").putHeader("Vary", "Accept");
        Replies.bytes(ctx, status, HTML, document);
    }

    private static boolean prefersPage(@Nullable String accept) {
        return accept != null && accept.contains("text/html");
    }
}
