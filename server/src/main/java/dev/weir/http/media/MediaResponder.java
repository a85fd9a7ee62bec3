package dev.weir.http.media;

import dev.weir.deliver.FactsMemory;
import dev.weir.deliver.MediaFile;
import dev.weir.limit.StreamAdmission;
import dev.weir.telemetry.StreamMetrics;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;

/** Answers GET and HEAD for a file with all that RFC 9110 says of ranges and preconditions. */
public final class MediaResponder {
    final FactsMemory facts;
    final StreamAdmission admission;
    final StreamMetrics metrics;
    final Duration clientIdle;
    final InstantSource clock;

    /** @param clientIdle CLIENT_IDLE_TIMEOUT */
    public MediaResponder(
            FactsMemory facts,
            StreamAdmission admission,
            StreamMetrics metrics,
            Duration clientIdle,
            InstantSource clock) {
        this.facts = facts;
        this.admission = admission;
        this.metrics = metrics;
        this.clientIdle = clientIdle;
        this.clock = clock;
    }

    /**
     * Answers now or later, on the request's event loop; a failure before the first byte goes to the context, one after it resets the
     * connection.
     *
     * @param client whose share of the streams this one counts to
     */
    public void respond(RoutingContext ctx, MediaFile file, MediaOptions options, String client) {
        StreamAdmission.Lease lease = admission.admit(client);
        try {
            new MediaExchange(this, ctx, file, options, lease).start();
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }
}
