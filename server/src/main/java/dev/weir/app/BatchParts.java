package dev.weir.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.extract.PlaylistExtractor;
import dev.weir.http.Endpoints;
import dev.weir.http.document.Timestamps;
import dev.weir.http.limit.ExtractionCharges;
import dev.weir.http.route.BatchLookups;
import dev.weir.http.route.BatchRoutes;
import dev.weir.http.route.Lookups;
import dev.weir.http.route.PlaylistRoutes;
import dev.weir.http.route.PythonVideoRoutes;
import dev.weir.http.route.RenderedVideos;
import dev.weir.http.route.StreamAddressRoutes;
import dev.weir.http.route.StreamRoutes;
import dev.weir.resolve.BatchResolver;
import dev.weir.resolve.Lifetimes;
import dev.weir.resolve.PlaylistResolver;
import dev.weir.resolve.Resolver;
import dev.weir.select.AllowedHeights;
import dev.weir.video.Platforms;
import dev.weir.video.Playlists;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/** Builds what answers for many videos at once, batches and lists, and the Python system's own routes. */
final class BatchParts {
    private static final Duration BREATH = Duration.ofSeconds(10);

    private final BatchRoutes batches;
    private final PythonVideoRoutes python;
    private final PlaylistRoutes playlists;

    /** @param workers how many extractions run at once */
    BatchParts(
            Resolver resolver,
            PlaylistExtractor lists,
            Lifetimes lifetimes,
            ExecutorService blocking,
            int workers,
            InstantSource clock,
            Timestamps timestamps,
            Platforms platforms,
            AllowedHeights heights,
            Lookups lookups,
            ExtractionCharges charges,
            RenderedVideos rendered,
            StreamRoutes streams,
            StreamAddressRoutes addresses) {
        BatchLookups batchLookups =
                new BatchLookups(resolver, new BatchResolver(blocking, workers), charges::of, BREATH);
        this.batches = new BatchRoutes(batchLookups, platforms, heights, rendered, addresses, clock);
        this.python = new PythonVideoRoutes(lookups, heights, rendered, streams, addresses);
        PlaylistResolver playlistResolver =
                new PlaylistResolver(lists, blocking, Math.max(1, workers - 1), Ticker.systemTicker(), lifetimes);
        this.playlists = new PlaylistRoutes(new Playlists(platforms), playlistResolver, charges, timestamps);
        resolver.alsoPurge(playlistResolver::forget);
    }

    void register(Endpoints endpoints) {
        batches.register(endpoints);
        python.register(endpoints);
        playlists.register(endpoints);
    }
}
