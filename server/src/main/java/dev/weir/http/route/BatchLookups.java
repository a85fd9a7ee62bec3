package dev.weir.http.route;

import dev.weir.http.RequestScope;
import dev.weir.resolve.BatchLookup;
import dev.weir.resolve.BatchResolver;
import dev.weir.resolve.Charge;
import dev.weir.resolve.Resolution;
import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.resolve.Resolver;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import dev.weir.video.VideoRef;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks up the videos of a batch: all that memory holds at once, on the event loop, the others for as long as the client stays. */
public final class BatchLookups {
    private static final Failure UNKNOWN =
            Failure.of(Reason.INTERNAL, "The server failed to look up the video.", "Its log says more.");

    private final Resolver resolver;
    private final BatchResolver batches;
    private final Function<RequestScope, Charge> charges;
    private final Duration breath;

    /**
     * @param charges makes what one extraction costs whoever sent a request
     * @param breath after so much silence the client is sent a blank, which keeps what lies between it and us from giving up
     */
    public BatchLookups(
            Resolver resolver, BatchResolver batches, Function<RequestScope, Charge> charges, Duration breath) {
        this.resolver = resolver;
        this.batches = batches;
        this.charges = charges;
        this.breath = breath;
    }

    /** @param then takes what is known of the videos, in their order, however old the addresses are */
    void describe(RoutingContext ctx, List<BatchMember> members, int maxConcurrent, Consumer<List<Resolution>> then) {
        look(ctx, members, maxConcurrent, resolver::peek, resolver::resolve, then);
    }

    /** @param then takes the videos in their order, with addresses that may be used now */
    void open(RoutingContext ctx, List<BatchMember> members, int maxConcurrent, Consumer<List<Resolution>> then) {
        look(ctx, members, maxConcurrent, this::usable, resolver::resolveForStreaming, then);
    }

    private @Nullable Resolution usable(VideoRef ref) {
        Resolution remembered = resolver.peek(ref);
        return remembered instanceof Resolved resolved && !resolver.isStreamable(resolved) ? null : remembered;
    }

    private void look(
            RoutingContext ctx,
            List<BatchMember> members,
            int maxConcurrent,
            Function<VideoRef, @Nullable Resolution> peek,
            BiFunction<VideoRef, Charge, CompletableFuture<Resolution>> lookup,
            Consumer<List<Resolution>> then) {
        Map<VideoRef, Resolution> known = new HashMap<>();
        Set<VideoRef> missing = new LinkedHashSet<>();
        for (BatchMember member : members) {
            if (member instanceof BatchMember.Named named && !known.containsKey(named.ref())) {
                Resolution remembered = peek.apply(named.ref());
                if (remembered == null) {
                    missing.add(named.ref());
                } else {
                    known.put(named.ref(), remembered);
                }
            }
        }
        if (missing.isEmpty()) {
            then.accept(outcomes(members, known));
            return;
        }
        // Each video that has to be extracted costs as much as if it were asked for alone.
        RequestScope scope = RequestScope.of(ctx);
        BatchLookup batch =
                batches.start(List.copyOf(missing), maxConcurrent, ref -> lookup.apply(ref, charges.apply(scope)));
        ctx.addEndHandler(ended -> batch.cancel());
        long timer = ctx.vertx().setPeriodic(breath.toMillis(), id -> breathe(ctx));
        Future.fromCompletionStage(batch.outcomes(), ctx.vertx().getOrCreateContext())
                .onComplete(done -> {
                    ctx.vertx().cancelTimer(timer);
                    if (ctx.response().closed()) {
                        return;
                    }
                    try {
                        if (done.succeeded()) {
                            known.putAll(done.result());
                            then.accept(outcomes(members, known));
                        } else {
                            ctx.fail(done.cause());
                        }
                    } catch (RuntimeException e) {
                        ctx.fail(e);
                    }
                });
    }

    private static List<Resolution> outcomes(List<BatchMember> members, Map<VideoRef, Resolution> known) {
        List<Resolution> outcomes = new ArrayList<>(members.size());
        for (BatchMember member : members) {
            outcomes.add(
                    switch (member) {
                        case BatchMember.Refused refused -> new Failed(refused.failure(), Instant.EPOCH);
                        case BatchMember.Named named -> {
                            Resolution outcome = known.get(named.ref());
                            yield outcome == null ? new Failed(UNKNOWN, Instant.EPOCH) : outcome;
                        }
                    });
        }
        return outcomes;
    }

    /** JSON may begin with white space (RFC 8259 section 2). */
    private static void breathe(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        if (response.ended() || response.closed() || ctx.request().version() == HttpVersion.HTTP_1_0) {
            return;
        }
        if (!response.headWritten()) {
            response.setChunked(true).putHeader("Content-Type", "application/json");
        }
        response.write("\n");
    }
}
