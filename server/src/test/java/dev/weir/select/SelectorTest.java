package dev.weir.select;

import static dev.weir.select.FormatBuilder.format;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.select.Selection.SingleFile;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
    private static final List<Format> LADDER = formats(
            format("a").m4a().tbr(128),
            format("240").mp4(240),
            format("480").mp4(480),
            format("720").mp4(720));

    @ParameterizedTest
    @CsvSource({
        "best, 720", "highest, 720", "auto, 720", "worst, 240", "lowest, 240", "4k, 720", "hd, 720", "sd, 480",
        "2160p, 720", "720p, 720", "480p, 480", "360p, 240", "240p, 240", "144p, 240", "bestvideo, 720", "bestaudio, a",
    })
    void aHeightNobodyHasMeansTheNextBelowElseTheLowest(String quality, String chosen) {
        assertThat(choose(LADDER, quality)).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource({
        "'480,240', best, 480",
        "'480,240', 4k, 480",
        "'480,240', worst, 240",
        "'480', worst, 480",
        "'1080', best, 720",
        "'1080', 1080p, 720",
        "'480', 480p, 480",
        "'144', best, none",
        "'360', best, 240",
    })
    void allowedHeightsBoundWordsAndHeights(String allowed, String quality, String chosen) {
        Set<Integer> lines =
                Stream.of(allowed.split(",", -1)).map(Integer::valueOf).collect(java.util.stream.Collectors.toSet());
        Selector selector = new Selector(Format::isSingleFile, new AllowedHeights(lines));
        Wish wish = Wish.of(Quality.parse(quality));
        if (chosen.equals("none")) {
            assertThat(failure(selector, LADDER, wish).reason()).isEqualTo(Reason.NO_SUCH_FORMAT);
        } else {
            assertThat(chosen(selector, LADDER, wish)).isEqualTo(chosen);
        }
    }

    @Test
    void theSmallerSideNamesTheQualityAndWideFilmsCountAsWhatTheyFitInto() {
        List<Format> upright = formats(
                format("720").size(720, 1280).codecs("h264", "aac"),
                format("1080").size(1080, 1920).codecs("h264", "aac"));
        assertThat(choose(upright, "720p")).isEqualTo("720");
        assertThat(choose(upright, "1080p")).isEqualTo("1080");
        List<Format> wide = formats(
                format("534").size(1280, 534).codecs("h264", "aac"),
                format("800").size(1920, 800).codecs("h264", "aac"));
        assertThat(choose(wide, "720p")).isEqualTo("534");
        assertThat(choose(wide, "1080p")).isEqualTo("800");
        List<Format> blocks =
                formats(format("720").mp4(720), format("1088").size(1920, 1088).codecs("h264", "aac"));
        assertThat(choose(blocks, "1080p")).isEqualTo("1088");
    }

    @Test
    void aLabelServesWhereNoHeightIsKnownAndUnknownHeightsComeLast() {
        List<Format> labelled = formats(
                format("sd").quality("sd").codecs("h264", "aac"),
                format("hd").quality("hd").codecs("h264", "aac"),
                format("1080").quality("1080p60 (source)").codecs("h264", "aac"),
                format("x").quality("super").codecs("h264", "aac"));
        assertThat(choose(labelled, "best")).isEqualTo("1080");
        assertThat(choose(labelled, "720p")).isEqualTo("hd");
        assertThat(choose(labelled, "worst")).isEqualTo("sd");
        assertThat(choose(formats(format("only").codecs(null, null)), "144p")).isEqualTo("only");
    }

    @Test
    void amongEqualsTheEasiestToPlayComesFirstThenFrameRateThenBitRateThenTheExtractorsOrder() {
        assertThat(choose(
                        formats(
                                format("mp4").mp4(720),
                                format("webm").webm(720).tbr(9000).fps(60)),
                        "best"))
                .isEqualTo("mp4");
        assertThat(choose(
                        formats(
                                format("webm").webm(720),
                                format("?").size(1280, 720).codecs(null, null)),
                        "best"))
                .isEqualTo("webm");
        assertThat(choose(
                        formats(
                                format("60").mp4(720).fps(60),
                                format("30").mp4(720).fps(30).tbr(9000)),
                        "best"))
                .isEqualTo("60");
        assertThat(choose(
                        formats(
                                format("more").mp4(720).tbr(2000),
                                format("less").mp4(720).tbr(1000)),
                        "best"))
                .isEqualTo("more");
        assertThat(choose(
                        formats(
                                format("more").mp4(720).tbr(2000),
                                format("less").mp4(720).tbr(1000)),
                        "worst"))
                .isEqualTo("less");
        assertThat(choose(formats(format("first").mp4(720), format("last").mp4(720)), "best"))
                .isEqualTo("last");
        assertThat(choose(formats(format("first").mp4(720), format("last").mp4(720)), "worst"))
                .isEqualTo("first");
        assertThat(choose(formats(format("webm").webm(1080), format("mp4").mp4(720)), "best"))
                .isEqualTo("webm");
    }

    @Test
    void onlyWhatHoldsPictureAndSoundIsWhole() {
        List<Format> mixed = formats(
                format("sb0").ext("mhtml").codecs("none", "none").size(160, 90),
                format("jpg").ext("jpg").codecs(null, null).size(4000, 4000),
                format("a").m4a(),
                format("v").size(3840, 2160).codecs("avc1", "none"),
                format("hls").mp4(1080).protocol("m3u8_native"),
                format("dash").mp4(1080).protocol("http_dash_segments"),
                format("18").mp4(360));
        assertThat(choose(mixed, "best")).isEqualTo("18");
        assertThat(choose(mixed, "bestvideo")).isEqualTo("v");
        assertThat(choose(mixed, "bestaudio")).isEqualTo("a");
        Failure separate = failure(selector(), mixed.subList(0, 6), Wish.of(Quality.Word.BEST));
        assertThat(separate.reason()).isEqualTo(Reason.NO_SUCH_FORMAT);
        assertThat(separate.message()).contains("separate tracks");
        assertThat(failure(selector(), mixed.subList(0, 2), Wish.of(Quality.Word.BEST))
                        .reason())
                .isEqualTo(Reason.NO_SUCH_FORMAT);
        assertThat(failure(selector(), List.of(), Wish.of(Quality.Word.BEST)).reason())
                .isEqualTo(Reason.NO_SUCH_FORMAT);
    }

    @Test
    void whatIsDeliverableIsTheCallersChoice() {
        Selector any = new Selector(format -> true, AllowedHeights.ALL);
        List<Format> hls = formats(format("hls").mp4(1080).protocol("m3u8_native"));
        assertThat(chosen(any, hls, Wish.of(Quality.Word.BEST))).isEqualTo("hls");
    }

    @Test
    void aVideoWithoutSoundAndASoundWithoutPictureAreWholeAsTheyAre() {
        assertThat(choose(formats(format("gif").size(480, 270).codecs("avc1", "none")), "720p"))
                .isEqualTo("gif");
        assertThat(choose(formats(format("song").m4a()), "720p")).isEqualTo("song");
        assertThat(choose(formats(format("pod").ext("mp3").codecs(null, null)), "best"))
                .isEqualTo("pod");
    }

    @Test
    void soundAlonePrefersM4aAndNeverHasAPicture() {
        List<Format> sounds = formats(
                format("low").m4a().tbr(48),
                format("high").m4a().tbr(128),
                format("opus").ext("webm").codecs("none", "opus").tbr(160),
                format("mp3").ext("mp3").codecs("none", "mp3").tbr(320),
                format("18").mp4(360));
        assertThat(chosen(selector(), sounds, audio(null, null))).isEqualTo("high");
        assertThat(chosen(selector(), sounds, audio(Container.WEBM, null))).isEqualTo("opus");
        assertThat(chosen(selector(), sounds, audio(null, Codec.OPUS))).isEqualTo("opus");
        assertThat(chosen(selector(), sounds, audio(Container.MP3, null))).isEqualTo("mp3");
        assertThat(chosen(selector(), sounds, audio(Container.MP4, null))).isEqualTo("high");
        assertThat(chosen(selector(), sounds, new Wish(Quality.Word.WORST, true, null, null, null)))
                .isEqualTo("low");
        assertThat(failure(selector(), sounds.subList(4, 5), audio(null, null)).reason())
                .isEqualTo(Reason.NO_SUCH_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, , mp4-1080",
        "webm, , webm-2160",
        ", h264, mp4-1080",
        ", h265, hevc-1440",
        ", vp9, webm-2160",
        ", opus, webm-2160",
        ", aac, hevc-1440",
        "mp4, h264, mp4-1080",
        "webm, h264, none",
        ", av1, unknown",
        ", vp8, unknown",
    })
    void containerAndCodecAreConditions(@Nullable String container, @Nullable String codec, String chosen) {
        List<Format> formats = formats(
                format("mp4-1080").mp4(1080),
                format("hevc-1440")
                        .size(2560, 1440)
                        .codecs("hvc1.1", "mp4a.40.2")
                        .ext("mov"),
                format("webm-2160").webm(2160),
                format("unknown").size(1280, 720).codecs(null, null).ext("avi"));
        Wish wish = new Wish(
                Quality.Word.BEST,
                false,
                container == null ? null : Container.parse(container),
                codec == null ? null : Codec.parse(codec),
                null);
        if (chosen.equals("none")) {
            assertThat(failure(selector(), formats, wish).message()).contains("container or codec");
        } else {
            assertThat(chosen(selector(), formats, wish)).isEqualTo(chosen);
        }
    }

    @ParameterizedTest
    @CsvSource({
        ", en",
        "original, en",
        "fr, fr",
        "FR, fr",
        "fr-CA, fr",
        "pt, pt-BR",
        "pt-BR, pt-BR",
        "pt-PT, pt-BR",
        "ja, en",
    })
    void theLanguageComesBeforeEverythingElse(@Nullable String wished, String language) {
        List<Format> formats = formats(
                format("en").mp4(360).language("en", 10),
                format("fr").mp4(1080).language("fr", -1),
                format("pt-BR").mp4(720).language("pt-BR", -1));
        assertThat(chosen(selector(), formats, new Wish(Quality.Word.BEST, false, null, null, wished)))
                .isEqualTo(language);
    }

    @Test
    void highDynamicRangeComesOnlyWhereThereIsNothingElse() {
        List<Format> formats = formats(
                format("sdr").mp4(1080).range("SDR"), format("hdr").mp4(2160).range("HDR10"));
        assertThat(choose(formats, "best")).isEqualTo("sdr");
        assertThat(choose(formats.subList(1, 2), "best")).isEqualTo("hdr");
    }

    @Test
    void encryptedFormatsAreNeverChosen() {
        List<Format> formats =
                formats(format("open").mp4(360), format("drm").mp4(1080).drm());
        assertThat(choose(formats, "best")).isEqualTo("open");
        assertThat(failure(selector(), formats.subList(1, 2), Wish.of(Quality.Word.BEST))
                        .reason())
                .isEqualTo(Reason.DRM_PROTECTED);
        List<Format> tracks = formats(
                format("v")
                        .size(1920, 1080)
                        .codecs("avc1", "none")
                        .protocol("http_dash_segments")
                        .drm(),
                format("a").m4a().protocol("http_dash_segments").drm());
        assertThat(failure(selector(), tracks, Wish.of(Quality.Word.BEST)).reason())
                .isEqualTo(Reason.DRM_PROTECTED);
    }

    private static Wish audio(@Nullable Container container, @Nullable Codec codec) {
        return new Wish(Quality.Word.BEST, true, container, codec, null);
    }

    private static Selector selector() {
        return new Selector(Format::isSingleFile, AllowedHeights.ALL);
    }

    private static String choose(List<Format> formats, String quality) {
        return chosen(selector(), formats, Wish.of(Quality.parse(quality)));
    }

    private static String chosen(Selector selector, List<Format> formats, Wish wish) {
        return switch (selector.select(formats, wish)) {
            case SingleFile(Format format) -> format.formatId();
        };
    }

    private static Failure failure(Selector selector, List<Format> formats, Wish wish) {
        return assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> selector.select(formats, wish))
                .actual()
                .failure();
    }

    private static List<Format> formats(FormatBuilder... builders) {
        return Stream.of(builders).map(FormatBuilder::build).toList();
    }
}
