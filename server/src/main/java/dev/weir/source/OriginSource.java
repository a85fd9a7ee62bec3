package dev.weir.source;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/** The file at a location, each read one request. */
public final class OriginSource implements ByteSource {
    private final UpstreamClient client;
    private final Location location;
    private final @Nullable String ifRange;

    public OriginSource(UpstreamClient client, Location location) {
        this(client, location, null);
    }

    private OriginSource(UpstreamClient client, Location location, @Nullable String ifRange) {
        this.client = client;
        this.location = location;
        this.ifRange = ifRange;
    }

    /**
     * The same, but only ranges of the version that the validator names (RFC 9110 section 13.1.5): of another one, everything from byte 0.
     *
     * @param validator a strong entity tag or a date, as the origin wrote it
     */
    public OriginSource ifUnchanged(String validator) {
        return new OriginSource(client, location, validator);
    }

    @Override
    public Reading read(Span span, EventLoop loop, Receiver receiver) {
        return client.read(new Fetch(location, span, ifRange), loop, receiver);
    }
}
