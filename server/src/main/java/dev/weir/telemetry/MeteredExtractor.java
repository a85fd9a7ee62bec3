package dev.weir.telemetry;

import dev.weir.extract.Extractor;
import dev.weir.extract.ExtractorHealth;
import dev.weir.video.FailureException;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Times extractions by platform and outcome. */
public final class MeteredExtractor implements Extractor {
    /** Other sites share one label, so that the number of series stays bounded. */
    private static final Set<String> LABELLED =
            Set.of("youtube", "bilibili", "twitter", "instagram", "twitch", "generic");

    static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final Extractor extractor;
    private final MeterRegistry registry;

    public MeteredExtractor(Extractor extractor, MeterRegistry registry) {
        this.extractor = extractor;
        this.registry = registry;
    }

    @Override
    public VideoInfo extract(VideoRef ref) throws InterruptedException {
        long start = System.nanoTime();
        String outcome = "aborted";
        try {
            VideoInfo info = extractor.extract(ref);
            outcome = "success";
            return info;
        } catch (FailureException e) {
            outcome = e.failure().reason().wireName();
            throw e;
        } finally {
            Timer.builder("weir.extractions")
                    .description("Time of extractions, the wait for a worker included")
                    .tags("platform", label(ref.platform()), "outcome", outcome)
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry)
                    .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    static String label(String platform) {
        return LABELLED.contains(platform) ? platform : "other";
    }

    @Override
    public ExtractorHealth health() {
        return extractor.health();
    }

    @Override
    public void close() {
        extractor.close();
    }
}
