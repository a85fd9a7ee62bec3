package dev.weir.select;

import static dev.weir.select.FormatBuilder.format;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.select.Selection.SingleFile;
import dev.weir.video.FailureException;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every list of formats and every wish; seeded, so that a failure comes again. */
class SelectionPropertiesTest {
    private static final int ROUNDS = 20_000;
    private static final int CAP = 720;
    private static final List<Quality> QUALITIES = Stream.concat(
                    Arrays.stream(Quality.Word.values()),
                    Quality.HEIGHTS.stream().map(Quality.Height::new))
            .map(Quality.class::cast)
            .toList();

    private final Random random = new Random(20260703);
    private final Selector free = new Selector(Format::isSingleFile, AllowedHeights.ALL);
    private final Selector capped = new Selector(Format::isSingleFile, new AllowedHeights(Set.of(480, CAP)));

    @Test
    void aChosenFormatKeepsEveryConditionAndARefusalHasItsReason() {
        int chosen = 0;
        for (int i = 0; i < ROUNDS; i++) {
            List<Format> formats = formats();
            Wish wish = Wish.of(oneOf(QUALITIES.toArray(Quality[]::new)));
            Selector selector = random.nextBoolean() ? free : capped;
            try {
                switch (selector.select(formats, wish)) {
                    case SingleFile(Format format) -> {
                        chosen++;
                        assertThat(formats).contains(format);
                        assertThat(format.isSingleFile() && !format.drm() && Tracks.isMedia(format))
                                .isTrue();
                        assertThat(selector == capped && Picture.lines(format) > CAP)
                                .isFalse();
                        assertThat(wish.audioOnly() && Tracks.hasPicture(format))
                                .isFalse();
                    }
                }
            } catch (FailureException e) {
                assertThat(e.failure().reason()).isIn(Reason.NO_SUCH_FORMAT, Reason.DRM_PROTECTED);
            }
        }
        assertThat(chosen).isBetween(ROUNDS / 4, ROUNDS - ROUNDS / 20);
    }

    private List<Format> formats() {
        List<Format> formats = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            FormatBuilder format = format("f" + i)
                    .codecs(oneOf("avc1", "vp9", "none", null), oneOf("mp4a.40.2", "opus", "none", null))
                    .ext(oneOf("mp4", "mp4", "webm", "m4a", "mhtml"))
                    .protocol(oneOf("https", "https", "http", "m3u8_native"))
                    .size(oneOf(640, 1920, null), oneOf(144, 360, 720, 1080, 2160, 0, null))
                    .language(oneOf("en", "fr", null), oneOf(-1, 10));
            formats.add((random.nextInt(5) == 0 ? format.drm() : format).build());
        }
        return formats;
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
