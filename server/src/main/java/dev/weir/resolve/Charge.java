package dev.weir.resolve;

import dev.weir.video.FailureException;

/** What an extraction costs whoever asks for it. */
@FunctionalInterface
public interface Charge {
    /** For extractions that nobody asked for by name. */
    Charge FREE = () -> {};

    /**
     * Called at most once, right before an extraction begins, on a thread that may block; not where the outcome was there already, or somebody else's
     * extraction was under way.
     *
     * @throws FailureException `rate_limited`, and the extraction is not begun
     */
    void pay() throws InterruptedException;
}
