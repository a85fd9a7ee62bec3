package dev.weir.http.route;

import dev.weir.http.Endpoints;
import dev.weir.http.Replies;
import dev.weir.http.document.ErrorCode;
import dev.weir.http.document.SuccessEnvelope;
import dev.weir.http.document.Timestamps;
import dev.weir.limit.StreamAdmission;
import dev.weir.resolve.Resolver;
import dev.weir.telemetry.RequestMetrics;
import dev.weir.telemetry.StreamMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;

/** Figures for Prometheus, and the same in the document that the replaced systems gave. */
public final class MetricsRoutes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final RequestMetrics requests;
    private final StreamMetrics streams;
    private final StreamAdmission admission;
    private final Resolver resolver;
    private final SuccessEnvelope envelope;

    public MetricsRoutes(
            PrometheusMeterRegistry registry,
            RequestMetrics requests,
            StreamMetrics streams,
            StreamAdmission admission,
            Resolver resolver,
            Timestamps timestamps) {
        this.registry = registry;
        this.requests = requests;
        this.streams = streams;
        this.admission = admission;
        this.resolver = resolver;
        this.envelope = new SuccessEnvelope("Streaming metrics", timestamps);
    }

    public void register(Endpoints endpoints) {
        endpoints
                .get("/metrics", ErrorCode.HEALTH_CHECK_FAILED, this::prometheus)
                .get("/api/v2/stream/metrics", ErrorCode.HEALTH_CHECK_FAILED, this::seed)
                .get("/performance/stats", ErrorCode.HEALTH_CHECK_FAILED, this::seed);
    }

    private void prometheus(RoutingContext ctx) {
        Replies.bytes(
                ctx, 200, PROMETHEUS_TEXT, registry.scrape(PROMETHEUS_TEXT).getBytes(StandardCharsets.UTF_8));
    }

    private void seed(RoutingContext ctx) {
        var cache = resolver.stats();
        long lookups = cache.requestCount();
        JsonObject data = new JsonObject()
                .put("total_requests", requests.requests())
                .put("cache_hits", cache.hitCount())
                .put("cache_misses", cache.missCount())
                .put("cache_hit_rate", lookups == 0 ? 0.0 : 100 * cache.hitRate())
                .put("average_latency_ms", requests.averageLatencyMillis())
                .put("total_bytes_served", streams.bytesServed())
                .put("total_streams", streams.streams())
                .put("active_streams", admission.active());
        Replies.json(ctx, envelope.wrap(data.toBuffer().getBytes()));
    }
}
