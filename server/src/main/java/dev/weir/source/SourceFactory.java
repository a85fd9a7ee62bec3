package dev.weir.source;

/** The one place where the layers of a source are put on each other. */
public final class SourceFactory {
    private final UpstreamClient client;
    private final SourceListener listener;

    public SourceFactory(UpstreamClient client, SourceListener listener) {
        this.client = client;
        this.listener = listener;
    }

    /** The file at a location that outlives its address: the relocator is asked for another one where the origin refuses it. */
    public ByteSource open(Location location, Relocator relocator) {
        return new MeteredSource(new RefreshingSource(location, this::chunks, relocator), listener);
    }

    private ByteSource chunks(Location location) {
        return new ChunkedSource(
                new OriginSource(client, location), location.access().chunkSize());
    }
}
