package dev.weir.resolve;

import dev.weir.video.VideoRef;

/** Which outcomes to forget. */
public sealed interface PurgeScope {

    /** One video, by platform and id as {@link VideoRef} has them. */
    record OneVideo(String platform, String id) implements PurgeScope {}

    record OnePlatform(String platform) implements PurgeScope {}

    record Everything() implements PurgeScope {}

    default boolean covers(VideoRef ref) {
        return switch (this) {
            case OneVideo(String platform, String id) ->
                ref.platform().equals(platform) && ref.id().equals(id);
            case OnePlatform(String platform) -> ref.platform().equals(platform);
            case Everything() -> true;
        };
    }
}
