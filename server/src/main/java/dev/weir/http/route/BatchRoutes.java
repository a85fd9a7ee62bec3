package dev.weir.http.route;

import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.RequestScope;
import dev.weir.http.document.BatchDocument;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.request.BatchRequest;
import dev.weir.http.request.StreamBatchRequest;
import dev.weir.resolve.Resolution;
import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.select.AllowedHeights;
import dev.weir.select.Wish;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Platforms;
import dev.weir.video.VideoRef;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Many videos, or many streams, with one request; each succeeds or fails on its own. */
public final class BatchRoutes {
    private final BatchLookups lookups;
    private final Platforms platforms;
    private final AllowedHeights heights;
    private final RenderedVideos rendered;
    private final StreamAddressRoutes addresses;
    private final InstantSource clock;

    public BatchRoutes(
            BatchLookups lookups,
            Platforms platforms,
            AllowedHeights heights,
            RenderedVideos rendered,
            StreamAddressRoutes addresses,
            InstantSource clock) {
        this.lookups = lookups;
        this.platforms = platforms;
        this.heights = heights;
        this.rendered = rendered;
        this.addresses = addresses;
        this.clock = clock;
    }

    public void register(Endpoints endpoints) {
        endpoints
                .post("/api/v2/videos/batch", ErrorCode.INVALID_REQUEST, this::videos)
                .post("/api/v2/stream/batch", ErrorCode.INVALID_REQUEST, this::streams);
    }

    private void videos(RoutingContext ctx) {
        BatchRequest request = BatchRequest.parse(SentBody.of(ctx));
        RequestScope scope = RequestScope.of(ctx);
        scope.entered(ErrorCode.VIDEO_INFO_FAILED);
        List<BatchMember> members = members(request.items());
        lookups.describe(ctx, members, request.maxConcurrent(), outcomes -> {
            List<BatchDocument.Entry> entries = new ArrayList<>(members.size());
            for (int i = 0; i < members.size(); i++) {
                entries.add(entry(members.get(i), outcomes.get(i)));
            }
            double seconds = Math.round(scope.elapsedNanos() / 1e3) / 1e6;
            Replies.json(ctx, BatchDocument.render(entries, seconds));
        });
    }

    private void streams(RoutingContext ctx) {
        StreamBatchRequest request = StreamBatchRequest.parse(SentBody.of(ctx));
        RequestScope.of(ctx).entered(ErrorCode.STREAM_URL_FAILED);
        List<BatchMember> members = members(request.items());
        lookups.open(ctx, members, BatchRequest.USUAL_CONCURRENCY, outcomes -> {
            JsonObject results = new JsonObject();
            int successful = 0;
            for (int i = 0; i < members.size(); i++) {
                JsonObject result = stream(members.get(i), outcomes.get(i));
                successful += result.getBoolean("success") ? 1 : 0;
                BatchRequest.Item item = members.get(i).item();
                results.put(item.platform() + ":" + item.id(), result);
            }
            JsonObject document = new JsonObject()
                    .put("success", true)
                    .put(
                            "batch_results",
                            new JsonObject()
                                    .put("results", results)
                                    .put("total", members.size())
                                    .put("successful", successful)
                                    .put("failed", members.size() - successful))
                    .put("total_requests", request.total())
                    .put("valid_requests", members.size())
                    .put("processed_at", clock.millis() / 1e3);
            Replies.json(ctx, List.of(document.toBuffer().getBytes()));
        });
    }

    private List<BatchMember> members(List<BatchRequest.Item> items) {
        return items.stream()
                .map(item -> BatchMember.of(item, platforms, heights))
                .toList();
    }

    /** What the client named stays as it named it, so that it finds its own again. */
    private BatchDocument.Entry entry(BatchMember member, Resolution outcome) {
        BatchRequest.Item item = member.item();
        VideoRef ref = member instanceof BatchMember.Named named ? named.ref() : null;
        boolean byPage = item.platform() == null || item.platform().equalsIgnoreCase(Platforms.AUTO);
        return new BatchDocument.Entry(
                byPage && ref != null ? ref.platform() : item.platform(),
                byPage && ref != null ? ref.id() : item.id(),
                item.url() == null && ref != null ? ref.page().toASCIIString() : item.url(),
                outcome instanceof Resolved resolved ? rendered.of(resolved) : null,
                outcome instanceof Failed failed ? failed.failure() : null);
    }

    private JsonObject stream(BatchMember member, Resolution outcome) {
        try {
            return switch (outcome) {
                case Failed failed -> result(null, failed.failure());
                case Resolved resolved -> result(addresses.document(resolved, wish(member)), null);
            };
        } catch (FailureException e) {
            return result(null, e.failure());
        }
    }

    private static Wish wish(BatchMember member) {
        return switch (member) {
            case BatchMember.Named named -> Wish.of(named.quality());
            case BatchMember.Refused refused -> throw refused.failure().toException();
        };
    }

    private static JsonObject result(@Nullable JsonObject data, @Nullable Failure failure) {
        return new JsonObject()
                .put("success", data != null)
                .put("data", data)
                .put("error", failure == null ? null : failure.message())
                .put("reason", failure == null ? null : failure.reason().wireName());
    }
}
