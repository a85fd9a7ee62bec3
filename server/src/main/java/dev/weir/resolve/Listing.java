package dev.weir.resolve;

import dev.weir.video.Failure;
import dev.weir.video.Playlist;

/** The outcome of looking a list up, remembered for a while either way. */
public sealed interface Listing {

    /** The list, with at least the entries asked for. */
    record Listed(Playlist playlist) implements Listing {}

    /** It could not be had. */
    record Unlisted(Failure failure) implements Listing {}
}
