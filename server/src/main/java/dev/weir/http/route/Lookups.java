package dev.weir.http.route;

import dev.weir.http.RequestScope;
import dev.weir.http.limit.ExtractionCharge;
import dev.weir.http.limit.ExtractionCharges;
import dev.weir.http.request.RequestTarget;
import dev.weir.http.request.VideoTarget;
import dev.weir.resolve.Charge;
import dev.weir.resolve.Resolution;
import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.resolve.Resolver;
import dev.weir.video.Platforms;
import dev.weir.video.VideoRef;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * From a request to what is known of its video. What memory holds is handed on at once, on the event loop; a miss crosses over to threads that may
 * block, and comes back.
 */
public final class Lookups {
    private final Platforms platforms;
    private final Resolver resolver;
    private final ExtractionCharges charges;

    public Lookups(Platforms platforms, Resolver resolver, ExtractionCharges charges) {
        this.platforms = platforms;
        this.resolver = resolver;
        this.charges = charges;
    }

    /** The video that the target names, for the access log, too. */
    VideoRef reference(RoutingContext ctx, VideoTarget target) {
        VideoRef ref = platforms.ref(target.platform(), target.id());
        RequestScope.of(ctx).about(ref.platform());
        return ref;
    }

    /** The video behind the address of a page, for the access log, too. */
    VideoRef page(RoutingContext ctx, String url) {
        VideoRef ref = platforms.page(url);
        RequestScope.of(ctx).about(ref.platform());
        return ref;
    }

    static RequestTarget target(RoutingContext ctx) {
        return RequestTarget.parse(ctx.request().uri());
    }

    /** What is known of the video, however old its addresses are. */
    void describe(RoutingContext ctx, VideoRef ref, Consumer<Resolved> then) {
        Resolution remembered = resolver.peek(ref);
        if (remembered != null) {
            hand(ctx, remembered, then);
        } else {
            whenDone(ctx, charge -> resolver.resolve(ref, charge), resolution -> hand(ctx, resolution, then));
        }
    }

    /** The video with addresses that may be used now. */
    void open(RoutingContext ctx, VideoRef ref, Consumer<Resolved> then) {
        openOrNot(ctx, ref, resolution -> hand(ctx, resolution, then));
    }

    /** As {@link #open}, for those who tell a failure in their own way. */
    void openOrNot(RoutingContext ctx, VideoRef ref, Consumer<Resolution> then) {
        Resolution remembered = resolver.peek(ref);
        if (remembered instanceof Failed
                || (remembered instanceof Resolved resolved && resolver.isStreamable(resolved))) {
            then.accept(remembered);
        } else {
            whenDone(ctx, charge -> resolver.resolveForStreaming(ref, charge), then);
        }
    }

    /** The video with addresses newer than any handed out before. */
    void openAnew(RoutingContext ctx, VideoRef ref, Consumer<Resolved> then) {
        whenDone(ctx, charge -> resolver.resolveAnew(ref, charge), resolution -> hand(ctx, resolution, then));
    }

    private void whenDone(
            RoutingContext ctx, Function<Charge, CompletableFuture<Resolution>> lookup, Consumer<Resolution> then) {
        ExtractionCharge charge = charges.of(RequestScope.of(ctx));
        CompletableFuture<Resolution> future = lookup.apply(charge);
        Future.fromCompletionStage(future, ctx.vertx().getOrCreateContext()).onComplete(done -> {
            if (ctx.response().closed()) {
                // The client has left; what was found out stays in memory for the next one.
                return;
            }
            charge.show(ctx.response());
            try {
                if (done.succeeded()) {
                    then.accept(done.result());
                } else {
                    ctx.fail(done.cause());
                }
            } catch (RuntimeException e) {
                ctx.fail(e);
            }
        });
    }

    private static void hand(RoutingContext ctx, Resolution resolution, Consumer<Resolved> then) {
        switch (resolution) {
            case Failed failed -> ctx.fail(failed.failure().toException());
            case Resolved resolved -> then.accept(resolved);
        }
    }
}
