package dev.weir.source;

import java.util.concurrent.CompletableFuture;

/** Finds out where a file is to be had now. */
@FunctionalInterface
public interface Relocator {

    /**
     * Looks for a location in place of one that the origin refuses now. Must not block; bounded in time by whoever implements it.
     *
     * @return completes on any thread; fails where no location is to be had
     */
    CompletableFuture<Location> relocate(Location stale);
}
