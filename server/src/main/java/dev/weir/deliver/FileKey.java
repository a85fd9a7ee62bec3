package dev.weir.deliver;

import dev.weir.video.Format;
import dev.weir.video.VideoRef;

/** Names a file independently of the address it is fetched from, which expires. */
public record FileKey(String platform, String videoId, String formatId) {

    public static FileKey of(VideoRef ref, Format format) {
        return new FileKey(ref.platform(), ref.id(), format.formatId());
    }
}
