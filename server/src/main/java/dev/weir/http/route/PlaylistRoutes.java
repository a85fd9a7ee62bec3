package dev.weir.http.route;

import dev.weir.extract.PlaylistExtractor;
import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.PlaylistDocument;
import dev.weir.http.document.SuccessEnvelope;
import dev.weir.http.document.Timestamps;
import dev.weir.http.limit.ExtractionCharge;
import dev.weir.http.limit.ExtractionCharges;
import dev.weir.http.request.Query;
import dev.weir.http.request.VideoTarget;
import dev.weir.resolve.Listing;
import dev.weir.resolve.Listing.Listed;
import dev.weir.resolve.Listing.Unlisted;
import dev.weir.resolve.PlaylistResolver;
import dev.weir.video.Failure;
import dev.weir.video.PlaylistRef;
import dev.weir.video.Playlists;
import dev.weir.video.Reason;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.regex.Pattern;

/** Lists of videos, a window of their entries at a time. */
public final class PlaylistRoutes {
    private static final String PREFIX = "/api/v2/playlists/";
    private static final String AUTO = PREFIX + "auto/";
    private static final Set<String> PARAMETERS = Set.of("limit", "offset");
    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final Playlists playlists;
    private final PlaylistResolver resolver;
    private final ExtractionCharges charges;
    private final SuccessEnvelope envelope;

    public PlaylistRoutes(
            Playlists playlists, PlaylistResolver resolver, ExtractionCharges charges, Timestamps timestamps) {
        this.playlists = playlists;
        this.resolver = resolver;
        this.charges = charges;
        this.envelope = new SuccessEnvelope("Playlist", timestamps);
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get(PREFIX + "auto", ErrorCode.VIDEO_INFO_FAILED, this::auto)
                .get(AUTO + "*", ErrorCode.VIDEO_INFO_FAILED, this::auto)
                .get(
                        PREFIX + ":platform/:playlist_id",
                        ErrorCode.VIDEO_INFO_FAILED,
                        ctx -> answer(ctx, Lookups.target(ctx).video(PREFIX, PARAMETERS)));
    }

    private void auto(RoutingContext ctx) {
        answer(ctx, Lookups.target(ctx).page(AUTO, PARAMETERS));
    }

    private void answer(RoutingContext ctx, VideoTarget target) {
        PlaylistRef ref = playlists.ref(target.platform(), target.id());
        RequestScope.of(ctx).about(ref.platform());
        int limit = number(target.parameters(), "limit", 1, MAX_LIMIT, USUAL_LIMIT);
        int offset = number(target.parameters(), "offset", 0, PlaylistExtractor.MOST_ENTRIES - 1, 0);
        Listing remembered = resolver.peek(ref, offset, limit);
        if (remembered != null) {
            send(ctx, remembered, offset, limit);
            return;
        }
        ExtractionCharge charge = charges.of(RequestScope.of(ctx));
        Future.fromCompletionStage(
                        resolver.resolve(ref, offset, limit, charge),
                        ctx.vertx().getOrCreateContext())
                .onComplete(done -> {
                    if (ctx.response().closed()) {
                        return;
                    }
                    charge.show(ctx.response());
                    if (done.succeeded()) {
                        send(ctx, done.result(), offset, limit);
                    } else {
                        ctx.fail(done.cause());
                    }
                });
    }

    private void send(RoutingContext ctx, Listing listing, int offset, int limit) {
        switch (listing) {
            case Unlisted unlisted -> ctx.fail(unlisted.failure().toException());
            case Listed listed ->
                Replies.json(ctx, envelope.wrap(PlaylistDocument.render(listed.playlist(), offset, limit)));
        }
    }

    private static int number(Query query, String name, int least, int most, int otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "The parameter " + name + " is not valid.",
                            "It has to be a whole number from " + least + " to " + most + ".")
                    .toException();
        }
        return number;
    }
}
