package dev.weir.http.route;

import dev.weir.http.request.BatchRequest;
import dev.weir.select.AllowedHeights;
import dev.weir.select.Quality;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Platforms;
import dev.weir.video.VideoRef;

/** One video of a batch, read as a route of its own would read it. */
sealed interface BatchMember {

    BatchRequest.Item item();

    /** A video that may be looked up. */
    record Named(BatchRequest.Item item, VideoRef ref, Quality quality) implements BatchMember {}

    /** No video, or none that is taken here. */
    record Refused(BatchRequest.Item item, Failure failure) implements BatchMember {}

    static BatchMember of(BatchRequest.Item item, Platforms platforms, AllowedHeights heights) {
        try {
            return new Named(item, reference(item, platforms), quality(item, heights));
        } catch (FailureException e) {
            return new Refused(item, e.failure());
        }
    }

    private static VideoRef reference(BatchRequest.Item item, Platforms platforms) {
        String platform = item.platform();
        String id = item.id();
        String url = item.url();
        if (url != null) {
            return platforms.page(url);
        }
        if (platform == null || id == null) {
            throw new IllegalArgumentException("an item without a video passed the reader");
        }
        return platforms.ref(platform, id);
    }

    private static Quality quality(BatchRequest.Item item, AllowedHeights heights) {
        String quality = item.quality();
        return quality == null ? Quality.Word.BEST : Quality.parse(quality, heights);
    }
}
