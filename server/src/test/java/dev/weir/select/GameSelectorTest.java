package dev.weir.select;

import static dev.weir.select.FormatBuilder.format;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.select.Quality.Height;
import dev.weir.select.Quality.Word;
import dev.weir.video.FailureException;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GameSelectorTest {
    private static final List<Format> USUAL = List.of(
            format("144").mp4(144).build(),
            format("360").mp4(360).build(),
            format("360w").webm(360).build(),
            format("720").mp4(720).build(),
            format("720silent").mp4(720).codecs("avc1.64001f", "none").build(),
            format("720hevc").mp4(720).codecs("hvc1.1.6.L93", "mp4a.40.2").build(),
            format("1080").mp4(1080).build(),
            format("720hls").mp4(720).protocol("m3u8_native").build());

    private final GameSelector selector = new GameSelector(new Selector(Format::isSingleFile, AllowedHeights.ALL));

    @ParameterizedTest
    @CsvSource({
        "best,720",
        "highest,720",
        "720p,720",
        "1080p,720",
        "4k,720",
        "480p,360",
        "360p,360",
        "144p,144",
        "worst,144",
        "bestvideo,720"
    })
    void isOneFileOfAtMost720Lines(String quality, String id) {
        assertThat(selector.select(USUAL, Quality.parse(quality)).formatId()).isEqualTo(id);
    }

    @Test
    void nothingElseIsPassedOffAsPlayable() {
        refused(Reason.NO_SUCH_FORMAT, format("w").webm(720).build());
        refused(Reason.NO_SUCH_FORMAT, format("1080").mp4(1080).build());
        refused(
                Reason.NO_SUCH_FORMAT,
                format("hls").mp4(720).protocol("m3u8_native").build());
        refused(
                Reason.NO_SUCH_FORMAT,
                format("av1").mp4(720).codecs("av01.0.05M.08", "mp4a.40.2").build());
        refused(
                Reason.NO_SUCH_FORMAT,
                format("opus").mp4(720).codecs("avc1.64001f", "opus").build());
        refused(
                Reason.NO_SUCH_FORMAT,
                format("silent").mp4(720).codecs("avc1.64001f", "none").build(),
                format("sound").m4a().build());
        refused(Reason.DRM_PROTECTED, format("drm").mp4(720).drm().build());
        refused(Reason.NO_SUCH_FORMAT);
    }

    @Test
    void aVideoThatHasNoSoundAnywhereIsSentWithout() {
        Format silent = format("gif").mp4(360).codecs("avc1.64001f", "none").build();
        assertThat(selector.select(List.of(silent), Word.BEST)).isEqualTo(silent);
    }

    @Test
    void codecsThatNobodyNamesAreTakenOnlyWhereNoneAreNamed() {
        Format unnamed = format("link").size(null, null).codecs(null, null).build();
        assertThat(selector.select(List.of(unnamed), Word.BEST)).isEqualTo(unnamed);
        assertThat(GameSelector.isCertain(unnamed)).isFalse();
        Format named = format("named").mp4(360).build();
        assertThat(selector.select(List.of(named, unnamed), Word.BEST)).isEqualTo(named);
        assertThat(GameSelector.isCertain(named)).isTrue();
    }

    @Test
    void anUprightOrWideVideoCountsByItsSmallerSideAndRoundedBlocks() {
        Format upright = format("upright").mp4(720).size(720, 1280).build();
        assertThat(selector.select(List.of(upright), Word.BEST)).isEqualTo(upright);
        Format rounded = format("rounded").mp4(720).size(1280, 726).build();
        assertThat(selector.select(List.of(rounded), Word.BEST)).isEqualTo(rounded);
    }

    @Test
    void soundAloneIsRefused() {
        assertThatThrownBy(() -> selector.select(USUAL, Word.BEST_AUDIO))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().reason()).isEqualTo(Reason.INVALID_PARAMETER));
    }

    @Test
    void theHeightsOfferedAreThoseThatAreSent() {
        assertThat(selector.heights(USUAL)).containsExactly(new Height(720), new Height(360), new Height(144));
        GameSelector limited = new GameSelector(new Selector(Format::isSingleFile, new AllowedHeights(Set.of(360))));
        assertThat(limited.heights(USUAL)).containsExactly(new Height(360), new Height(144));
        assertThat(limited.select(USUAL, Word.BEST).formatId()).isEqualTo("360");
    }

    private void refused(Reason reason, Format... formats) {
        assertThatThrownBy(() -> selector.select(List.of(formats), Word.BEST))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().reason()).isEqualTo(reason));
    }
}
