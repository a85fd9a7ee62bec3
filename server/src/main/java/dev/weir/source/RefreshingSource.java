package dev.weir.source;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Goes on where an origin breaks off: at the same byte of the same location where the connection failed, of a new one where the location is
 * refused. The reader sees one head and one run of bytes, all of the same file.
 */
public final class RefreshingSource implements ByteSource {
    private final Function<Location, ByteSource> opener;
    private final Relocator relocator;
    private volatile Location location;

    /**
     * Starts at a location.
     *
     * @param opener makes what reads at one location; must not block
     */
    public RefreshingSource(Location location, Function<Location, ByteSource> opener, Relocator relocator) {
        this.location = location;
        this.opener = opener;
        this.relocator = relocator;
    }

    @Override
    public Reading read(Span span, EventLoop loop, Receiver receiver) {
        RefreshingReading reading = new RefreshingReading(this, span, loop, receiver);
        reading.start();
        return reading;
    }

    Location location() {
        return location;
    }

    ByteSource at(Location where) {
        return opener.apply(where);
    }

    /** A location other than the stale one; asks only where no other read has brought one already. */
    CompletableFuture<Location> after(Location stale) {
        Location known = location;
        return known.equals(stale) ? relocator.relocate(stale) : CompletableFuture.completedFuture(known);
    }

    void found(Location fresh) {
        location = fresh;
    }
}
