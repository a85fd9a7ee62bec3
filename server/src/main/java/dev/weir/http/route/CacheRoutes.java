package dev.weir.http.route;

import dev.weir.cache.SharedFigures;
import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.request.Query;
import dev.weir.resolve.PurgeScope;
import dev.weir.resolve.PurgeScope.Everything;
import dev.weir.resolve.PurgeScope.OnePlatform;
import dev.weir.resolve.PurgeScope.OneVideo;
import dev.weir.resolve.Resolver;
import dev.weir.video.Failure;
import dev.weir.video.Platforms;
import dev.weir.video.Reason;
import dev.weir.video.VideoRef;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Supplier;

/** What is remembered of videos, and how to forget it. */
public final class CacheRoutes {
    private static final String CACHE = "/api/v2/stream/cache";
    private static final String PLATFORM = "platform";
    private static final String VIDEO_ID = "video_id";
    private static final Set<String> PARAMETERS = Set.of(PLATFORM, VIDEO_ID);
    private static final int NO_CONTENT = 204;

    private final Resolver resolver;
    private final Supplier<SharedFigures> shared;
    private final Platforms platforms;

    public CacheRoutes(Resolver resolver, Supplier<SharedFigures> shared, Platforms platforms) {
        this.resolver = resolver;
        this.shared = shared;
        this.platforms = platforms;
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get(CACHE + "/stats", ErrorCode.INVALID_REQUEST, this::stats)
                .delete(CACHE, ErrorCode.INVALID_REQUEST, this::purge);
    }

    private void stats(RoutingContext ctx) {
        var memory = resolver.stats();
        SharedFigures figures = shared.get();
        JsonObject document = new JsonObject()
                .put("success", true)
                .put(
                        "metadata_cache",
                        counts(memory.hitCount(), memory.loadCount())
                                .put("entries", resolver.size())
                                .put("bytes_estimate", resolver.bytes())
                                .put("max_bytes", Resolver.MAX_BYTES))
                .put("shared_cache", counts(figures.hits(), figures.misses()).put("status", figures.status()))
                .put(
                        "byte_cache",
                        new JsonObject().put("enabled", false).put("entries", 0).put("bytes", 0));
        Replies.json(ctx, document.toBuffer().getBytes());
    }

    private static JsonObject counts(long hits, long misses) {
        long lookups = hits + misses;
        return new JsonObject()
                .put("hits", hits)
                .put("misses", misses)
                .put("hit_rate", lookups == 0 ? 0.0 : 100.0 * hits / lookups);
    }

    private void purge(RoutingContext ctx) {
        PurgeScope scope = scope(ctx);
        Future.fromCompletionStage(resolver.purge(scope), ctx.vertx().getOrCreateContext())
                .onComplete(done -> ctx.response().setStatusCode(NO_CONTENT).end(), ctx::fail);
    }

    private PurgeScope scope(RoutingContext ctx) {
        Query query = Lookups.target(ctx).parameters().requireSingle(PARAMETERS);
        for (Query.Parameter parameter : query.parameters()) {
            if (!PARAMETERS.contains(parameter.name())) {
                // A misspelt name must not forget more than was meant.
                throw Failure.of(
                                Reason.INVALID_PARAMETER,
                                "A parameter has a name that is not known here.",
                                "This route takes platform and video_id.")
                        .toException();
            }
        }
        String platform = query.get(PLATFORM);
        String id = query.get(VIDEO_ID);
        if (platform == null && id == null) {
            return new Everything();
        }
        if (platform == null) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "A video_id needs the platform it belongs to.",
                            "Add platform, or leave both out to forget everything.")
                    .toException();
        }
        if (id == null) {
            String name = platforms.name(platform);
            RequestScope.of(ctx).about(name);
            return new OnePlatform(name);
        }
        VideoRef ref = platforms.ref(platform, id);
        RequestScope.of(ctx).about(ref.platform());
        return new OneVideo(ref.platform(), ref.id());
    }
}
