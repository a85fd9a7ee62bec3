package dev.weir.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.select.Quality.Height;
import dev.weir.select.Quality.Word;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WishTest {

    @ParameterizedTest
    @CsvSource({
        "best, best", "HIGHEST, best", "auto, best", "worst, worst", "Lowest, worst", "4K, 2160p", "hd, 720p",
                "sd, 480p",
        "4320p, 4320p", "2160P, 2160p", "1440p, 1440p", "1080p, 1080p", "720p, 720p", "480p, 480p", "360p, 360p",
                "240p, 240p",
        "144p, 144p", "bestvideo, bestvideo", "BestAudio, bestaudio",
    })
    void qualitiesAreReadInAnyCase(String text, String wireName) {
        assertThat(Quality.parse(text).wireName()).isEqualTo(wireName);
        assertThat(Quality.parse(wireName)).isEqualTo(Quality.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "720",
                "719p",
                "0p",
                "-720p",
                "8k",
                "best ",
                "1080p60",
                "b\u0131stp",
                "p",
                "\u0661\u0664\u0664p"
            })
    void anythingElseIsNoQuality(String text) {
        invalid(() -> Quality.parse(text));
    }

    @Test
    void allowedHeightsRefuseHeightsButNeverWords() {
        AllowedHeights allowed = new AllowedHeights(Set.of(480, 720));
        assertThat(Quality.parse("720p", allowed)).isEqualTo(new Height(720));
        assertThat(Quality.parse("4k", allowed)).isEqualTo(new Height(2160));
        assertThat(Quality.parse("best", allowed)).isEqualTo(Word.BEST);
        assertThat(Quality.parse("2160p", AllowedHeights.ALL)).isEqualTo(new Height(2160));
        assertThat(invalid(() -> Quality.parse("1080P", allowed))).contains("720p, 480p");
    }

    @ParameterizedTest
    @CsvSource({"mp4, MP4", "WebM, WEBM", "m4a, M4A", "mp3, MP3"})
    void containersAreReadInAnyCase(String text, Container container) {
        assertThat(Container.parse(text)).isEqualTo(container);
    }

    @ParameterizedTest
    @CsvSource({
        "h264, H264",
        "AVC, H264",
        "h265, H265",
        "hevc, H265",
        "vp8, VP8",
        "vp9, VP9",
        "av1, AV1",
        "aac, AAC",
        "opus, OPUS",
        "mp3, MP3"
    })
    void codecsAreReadInAnyCase(String text, Codec codec) {
        assertThat(Codec.parse(text)).isEqualTo(codec);
    }

    @ParameterizedTest
    @CsvSource({
        "avc1.640028, H264", "avc3, H264", "h264, H264", "hev1.1.6.L93, H265", "hvc1, H265", "vp9, VP9",
                "vp09.00.10.08, VP9",
        "vp8, VP8", "vp08.00, VP8", "av01.0.05M.08, AV1", "mp4a.40.2, AAC", "mp4a.40.34, MP3", "mp4a.6B, MP3",
                "mp3, MP3",
        "opus, OPUS", "ac-3, ", "none, ", "theora, ",
    })
    void codecsAreRecognisedBySampleEntry(String written, Codec codec) {
        assertThat(Codec.of(written)).isEqualTo(codec);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mkv", "avi", "h266", "mpeg"})
    void unknownContainersAndCodecsAreInvalid(String text) {
        invalid(() -> Container.parse(text));
        invalid(() -> Codec.parse(text));
    }

    @Test
    void wishesThatImplySoundOnlyHaveIt() {
        assertThat(Wish.of(Word.BEST).audioOnly()).isFalse();
        assertThat(Wish.of(Word.BEST).withoutPicture().audioOnly()).isTrue();
        assertThat(Wish.of(Word.BEST_AUDIO).audioOnly()).isTrue();
        assertThat(new Wish(Word.BEST, false, Container.M4A, null, null).audioOnly())
                .isTrue();
    }

    @Test
    void contradictionsAndWrongLanguagesAreInvalid() {
        invalid(() -> new Wish(Word.BEST, false, Container.MP3, null, null));
        invalid(() -> new Wish(Word.BEST, true, null, Codec.H264, null));
        invalid(() -> new Wish(Word.BEST_VIDEO, true, null, null, null));
        for (String language : new String[] {"", "e", "en_US", "en-", "../x", "en-aaaaaaaaa"}) {
            invalid(() -> new Wish(Word.BEST, false, null, null, language));
        }
        assertThat(new Wish(Word.BEST, true, Container.MP3, Codec.MP3, "zh-Hant-TW").audioLanguage())
                .isEqualTo("zh-Hant-TW");
    }

    private static String invalid(Runnable request) {
        FailureException thrown = assertThatExceptionOfType(FailureException.class)
                .isThrownBy(request::run)
                .actual();
        assertThat(thrown.failure().reason()).isEqualTo(Reason.INVALID_PARAMETER);
        return thrown.failure().detail();
    }
}
