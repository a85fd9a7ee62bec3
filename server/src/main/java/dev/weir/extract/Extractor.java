package dev.weir.extract;

import dev.weir.video.FailureException;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;

/** Turns a reference into what is known of the video. */
public interface Extractor extends AutoCloseable {

    /**
     * Asks the site; blocks, so call it from a virtual thread. Bounded in time by the implementation.
     *
     * @throws FailureException with the classified reason, `overloaded` when too many wait already
     */
    VideoInfo extract(VideoRef ref) throws InterruptedException;

    /** Whether an extraction could succeed now; does not block. */
    ExtractorHealth health();

    /** Ends every process it started, within seconds; extractions under way fail. */
    @Override
    void close();
}
