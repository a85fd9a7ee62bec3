package dev.weir.deliver;

import java.net.URI;

/**
 * How a video reaches the client; muxed, HLS and DASH delivery add their own plans.
 */
public sealed interface DeliveryPlan {

    /** The client fetches from the site itself. */
    record Redirect(URI target) implements DeliveryPlan {}

    /** The file's bytes come through this server as they are. */
    record PassThrough(MediaFile file) implements DeliveryPlan {}
}
