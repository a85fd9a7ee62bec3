package dev.weir.extract;

import org.jspecify.annotations.Nullable;

/**
 * What the last probe of the extractor found.
 *
 * @param version the extractor's own version, null before the first answer
 * @param problem one sentence when it cannot work, else null
 * @param workersReady processes that can take a request
 * @param workersBusy processes with a request under way
 * @param queued requests that wait for a process
 */
public record ExtractorHealth(
        State state,
        @Nullable String version,
        @Nullable String problem,
        int workersReady,
        int workersBusy,
        int queued) {

    /** The states a health document names. */
    public enum State {
        STARTING,
        HEALTHY,
        UNHEALTHY
    }
}
