package dev.weir.app;

import dev.weir.http.Endpoints;
import dev.weir.http.route.BatchLookups;
import dev.weir.http.route.BatchRoutes;
import dev.weir.http.route.Lookups;
import dev.weir.http.route.PythonVideoRoutes;
import dev.weir.http.route.RenderedVideos;
import dev.weir.http.route.StreamAddressRoutes;
import dev.weir.http.route.StreamRoutes;
import dev.weir.resolve.BatchResolver;
import dev.weir.resolve.Resolver;
import dev.weir.select.AllowedHeights;
import dev.weir.video.Platforms;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/** Builds what answers for many videos at once, and the Python system's own routes. */
final class BatchParts {
    private static final Duration BREATH = Duration.ofSeconds(10);

    private final BatchRoutes batches;
    private final PythonVideoRoutes python;

    /** @param workers how many extractions run at once */
    BatchParts(
            Resolver resolver,
            ExecutorService blocking,
            int workers,
            InstantSource clock,
            Platforms platforms,
            AllowedHeights heights,
            Lookups lookups,
            RenderedVideos rendered,
            StreamRoutes streams,
            StreamAddressRoutes addresses) {
        BatchLookups batchLookups = new BatchLookups(resolver, new BatchResolver(blocking, workers), BREATH);
        this.batches = new BatchRoutes(batchLookups, platforms, heights, rendered, addresses, clock);
        this.python = new PythonVideoRoutes(lookups, heights, rendered, streams, addresses);
    }

    Endpoints register(Endpoints endpoints) {
        batches.register(endpoints);
        python.register(endpoints);
        return endpoints;
    }
}
