package dev.weir.extract;

import dev.weir.video.FailureException;
import dev.weir.video.Playlist;
import dev.weir.video.PlaylistRef;

/** Turns a reference into what is known of a list of videos, none of which is extracted. */
@FunctionalInterface
public interface PlaylistExtractor {
    /** Entries past this position are neither handed out nor counted. */
    int MOST_ENTRIES = 10_000;

    /**
     * Asks the site; blocks, so call it from a virtual thread. Bounded in time by the implementation.
     *
     * @param first the position of the first entry wanted, from 0
     * @param last the position after the last one wanted, above {@code first}
     * @return the entries wanted, fewer where the list ends, or all of the list where it was read to its end
     * @throws FailureException with the classified reason, `unsupported_url` where the page is no list
     */
    Playlist list(PlaylistRef ref, int first, int last) throws InterruptedException;
}
