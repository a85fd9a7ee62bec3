package dev.weir.extract;

import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;

/** Begins, with each extraction, to make what the stream that follows will need, so that the first one does not wait for it. */
public final class WarmingExtractor implements Extractor {
    private final Extractor extractor;
    private final Runnable warmUp;

    /** @param warmUp must not block, and does nothing once what it makes is there */
    public WarmingExtractor(Extractor extractor, Runnable warmUp) {
        this.extractor = extractor;
        this.warmUp = warmUp;
    }

    @Override
    public VideoInfo extract(VideoRef ref) throws InterruptedException {
        warmUp.run();
        return extractor.extract(ref);
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
