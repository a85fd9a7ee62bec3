package dev.weir.select;

import dev.weir.video.Format;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Which tracks a format holds, as far as anybody says. */
final class Tracks {
    private static final Set<String> IMAGES = Set.of("mhtml", "jpg", "jpeg", "png", "webp", "gif", "avif");
    private static final Set<String> SOUNDS = Set.of("m4a", "mp3", "weba", "aac", "opus", "ogg", "oga", "flac", "wav");

    private Tracks() {}

    /** False for storyboards and pictures, which extractors list among the formats. */
    static boolean isMedia(Format format) {
        return (format.hasVideo() || format.hasAudio()) && !IMAGES.contains(ext(format));
    }

    static boolean hasPicture(Format format) {
        return format.hasVideo() && !(format.vcodec() == null && SOUNDS.contains(ext(format)));
    }

    static boolean isSoundOnly(Format format) {
        return format.hasAudio() && !hasPicture(format);
    }

    /**
     * What makes a format all that was wished for. A video whose site offers no sound at all is whole without it, and so is one without
     * pictures.
     */
    static Predicate<Format> wholeFor(Wish wish, List<Format> media) {
        if (wish.audioOnly() || media.stream().noneMatch(Tracks::hasPicture)) {
            return Tracks::isSoundOnly;
        }
        if (wish.quality() == Quality.Word.BEST_VIDEO || media.stream().noneMatch(Format::hasAudio)) {
            return Tracks::hasPicture;
        }
        return format -> hasPicture(format) && format.hasAudio();
    }

    private static String ext(Format format) {
        return format.ext().toLowerCase(Locale.ROOT);
    }
}
