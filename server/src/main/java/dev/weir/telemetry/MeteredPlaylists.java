package dev.weir.telemetry;

import dev.weir.extract.PlaylistExtractor;
import dev.weir.video.FailureException;
import dev.weir.video.Playlist;
import dev.weir.video.PlaylistRef;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Times how long lists take to be read, by platform and outcome. */
public final class MeteredPlaylists implements PlaylistExtractor {
    private final PlaylistExtractor extractor;
    private final MeterRegistry registry;

    public MeteredPlaylists(PlaylistExtractor extractor, MeterRegistry registry) {
        this.extractor = extractor;
        this.registry = registry;
    }

    @Override
    public Playlist list(PlaylistRef ref, int first, int last) throws InterruptedException {
        long start = System.nanoTime();
        String outcome = "aborted";
        try {
            Playlist playlist = extractor.list(ref, first, last);
            outcome = "success";
            return playlist;
        } catch (FailureException e) {
            outcome = e.failure().reason().wireName();
            throw e;
        } finally {
            Timer.builder("weir.playlists")
                    .description("Time of reading lists of videos, the wait for a worker included")
                    .tags("platform", MeteredExtractor.label(ref.platform()), "outcome", outcome)
                    .serviceLevelObjectives(MeteredExtractor.BUCKETS)
                    .register(registry)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }
}
