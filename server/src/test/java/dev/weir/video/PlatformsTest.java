package dev.weir.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformsTest {
    private static final String FIVE = "youtube,bilibili,twitter,instagram,twitch";
    private static final Platforms USUAL = allowing(FIVE);
    private static final Platforms EVERY = allowing("*");
    private static final Platforms GENERIC = allowing("youtube,generic");

    static Platforms allowing(String names) {
        return new Platforms(AllowedPlatforms.of(List.of(names.split(",", -1))));
    }

    @ParameterizedTest
    @CsvSource({
        "youtube, dQw4w9WgXcQ, dQw4w9WgXcQ, https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "YouTube, -Qw4w9WgXc_, -Qw4w9WgXc_, https://www.youtube.com/watch?v=-Qw4w9WgXc_",
        "bilibili, BV13x41117TL, BV13x41117TL, https://www.bilibili.com/video/BV13x41117TL",
        "bilibili, bv13x41117TL, BV13x41117TL, https://www.bilibili.com/video/BV13x41117TL",
        "bilibili, BV13x41117TL_p12, BV13x41117TL_p12, https://www.bilibili.com/video/BV13x41117TL?p=12",
        "bilibili, AV170001, av170001, https://www.bilibili.com/video/av170001",
        "bilibili, av170001_p2, av170001_p2, https://www.bilibili.com/video/av170001?p=2",
        "bilibili, EP21495, ep21495, https://www.bilibili.com/bangumi/play/ep21495",
        "bilibili, ss26801, ss26801, https://www.bilibili.com/bangumi/play/ss26801",
        "twitter, 643211948184596480, 643211948184596480, https://x.com/i/status/643211948184596480",
        "x, 643211948184596480, 643211948184596480, https://x.com/i/status/643211948184596480",
        "instagram, CDUjZwFJNH-, CDUjZwFJNH-, https://www.instagram.com/p/CDUjZwFJNH-/",
        "twitch, 6528877, 6528877, https://www.twitch.tv/videos/6528877",
        "twitch, clip:FaintLight-x_Y, clip:FaintLight-x_Y, https://clips.twitch.tv/FaintLight-x_Y",
        "twitch, ShroomzTV, shroomztv, https://www.twitch.tv/shroomztv",
    })
    void anIdBecomesAReference(String platform, String id, String canonical, String page) {
        VideoRef ref = USUAL.ref(platform, id);
        assertThat(ref.platform()).isEqualTo(platform.equals("x") ? "twitter" : platform.toLowerCase(Locale.ROOT));
        assertThat(ref.id()).isEqualTo(canonical);
        assertThat(ref.page()).hasToString(page);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "vimeo 76979871 https://vimeo.com/76979871",
                "dailymotion x5kesuj https://www.dailymotion.com/video/x5kesuj",
                "tiktok 6748451240264420610 https://www.tiktok.com/@_/video/6748451240264420610",
                "niconico sm22312215 https://www.nicovideo.jp/watch/sm22312215",
                "streamable dnd1 https://streamable.com/dnd1",
            })
    void popularSitesHaveIdsWhereAllowed(String platform, String id, String page) {
        assertThat(EVERY.ref(platform, id).page()).hasToString(page);
        assertThat(allowing(platform).ref(platform, id)).isEqualTo(EVERY.ref("auto", page));
        refuses(Reason.INVALID_PARAMETER, () -> USUAL.ref(platform, id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "youtube dQw4w9WgXc",
                "youtube dQw4w9WgXcQQ",
                "youtube dQw4w9WgXc.",
                "youtube --exec",
                "bilibili BV13x41117T",
                "bilibili BV13x41117TL_p0",
                "bilibili BV13x41117TL_p",
                "bilibili BV13x41117TL_p99999",
                "bilibili ep",
                "bilibili ep12_p2",
                "bilibili 170001",
                "twitter 12a",
                "twitter -1",
                "twitter 123456789012345678901",
                "instagram -CDUjZwFJNH",
                "instagram a.b",
                "instagram ../p/x",
                "twitch clip:",
                "twitch clip:-x",
                "twitch clip:a/b",
                "twitch CLIP:abc",
                "twitch directory",
                "twitch -x",
                "twitch a-b",
                "twitch abcdefghijklmnopqrstuvwxyz",
                "vimeo --exec",
                "vimeo 76979871/abc",
                "youtube ../../etc/passwd",
                "youtube ..",
                "youtube %64Qw4w9WgXcQ",
                "nosuchsite 123",
                "local video.mp4",
                "../youtube dQw4w9WgXcQ",
                "auto dQw4w9WgXcQ",
                "auto --exec",
                "generic dQw4w9WgXcQ",
            })
    void malformedIdsAndUnknownPlatformsAreInvalid(String platform, String id) {
        refuses(Reason.INVALID_PARAMETER, () -> EVERY.ref(platform, id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "dQw4w9WgXc\0", "dQw4w9WgXc\n", "dQw4w9WgXcQ\n", "\u0661\u0662\u0663", "dQw4w9WgXcé"})
    void idsOfNoCharactersOrControlCharactersAreInvalidEverywhere(String id) {
        for (String platform : (FIVE + ",vimeo,auto").split(",", -1)) {
            if (platform.equals("auto") && id.chars().anyMatch(Character::isISOControl)) {
                refuses(Reason.UNSUPPORTED_URL, () -> EVERY.ref(platform, id));
            } else {
                refuses(Reason.INVALID_PARAMETER, () -> EVERY.ref(platform, id));
            }
        }
    }

    static Stream<List<String>> pagesOfVideos() {
        return """
                youtube dQw4w9WgXcQ https://www.youtube.com/watch?v=dQw4w9WgXcQ
                youtube dQw4w9WgXcQ http://youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=30s#here
                youtube dQw4w9WgXcQ https://m.youtube.com/watch/?v=dQw4w9WgXcQ
                youtube dQw4w9WgXcQ https://music.youtube.com/watch?v=dQw4w9WgXcQ
                youtube dQw4w9WgXcQ https://WWW.YouTube.COM:443/watch?v=dQw4w9WgXcQ
                youtube dQw4w9WgXcQ https://www.youtube.com./watch?v=dQw4w9WgXcQ
                youtube dQw4w9WgXcQ https://youtu.be/dQw4w9WgXcQ?si=abc
                youtube dQw4w9WgXcQ https://www.youtube.com/shorts/dQw4w9WgXcQ
                youtube dQw4w9WgXcQ https://www.youtube.com/live/dQw4w9WgXcQ?feature=share
                youtube dQw4w9WgXcQ https://www.youtube.com/embed/dQw4w9WgXcQ
                youtube dQw4w9WgXcQ https://www.youtube.com/v/dQw4w9WgXcQ
                youtube dQw4w9WgXcQ https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ
                youtube dQw4w9WgXcQ www.youtube.com/watch?v=dQw4w9WgXcQ
                youtube dQw4w9WgXcQ youtu.be/dQw4w9WgXcQ
                youtube dQw4w9WgXcQ //www.youtube.com/embed/dQw4w9WgXcQ
                youtube dQw4w9WgXcQ https://www.youtube.com/x/../watch?v=dQw4w9WgXcQ
                youtube dQw4w9WgXcQ https://www.youtube.com/%77atch?v=%64Qw4w9WgXcQ
                bilibili BV13x41117TL https://www.bilibili.com/video/BV13x41117TL/?spm_id_from=333
                bilibili BV13x41117TL https://m.bilibili.com/video/bv13x41117TL
                bilibili BV13x41117TL_p3 https://www.bilibili.com/video/BV13x41117TL?vd_source=x&p=3
                bilibili BV13x41117TL https://www.bilibili.com/video/BV13x41117TL?p=0
                bilibili av170001 https://www.bilibili.com/video/av170001
                bilibili BV13x41117TL https://b23.tv/BV13x41117TL
                bilibili BV13x41117TL_p2 https://b23.tv/BV13x41117TL?p=2
                bilibili ep21495 https://b23.tv/ep21495
                bilibili ep21495 https://www.bilibili.com/bangumi/play/ep21495?from=x
                bilibili ss26801 https://www.bilibili.com/bangumi/play/ss26801
                bilibili BV13x41117TL https://player.bilibili.com/player.html?bvid=BV13x41117TL
                bilibili BV1o4411D7es https://www.bilibili.com/festival/bh3?bvid=BV1o4411D7es
                twitter 643211948184596480 https://twitter.com/freethenipple/status/643211948184596480
                twitter 643211948184596480 https://x.com/freethenipple/status/643211948184596480?s=20
                twitter 643211948184596480 https://mobile.twitter.com/a/status/643211948184596480/
                twitter 643211948184596480 https://x.com/i/status/643211948184596480
                twitter 643211948184596480 https://x.com/i/web/status/643211948184596480
                twitter 643211948184596480 https://x.com/a/status/643211948184596480/video/1
                instagram CDUjZwFJNH- https://www.instagram.com/p/CDUjZwFJNH-/
                instagram CDUjZwFJNH- https://instagram.com/reel/CDUjZwFJNH-
                instagram CDUjZwFJNH- https://www.instagram.com/reels/CDUjZwFJNH-/?igsh=x
                instagram CDUjZwFJNH- https://www.instagram.com/tv/CDUjZwFJNH-/
                instagram CDUjZwFJNH- https://www.instagram.com/someone/p/CDUjZwFJNH-/
                instagram CDUjZwFJNH- https://www.instagram.com/someone/reel/CDUjZwFJNH-/
                twitch 6528877 https://www.twitch.tv/videos/6528877?t=1h
                twitch 6528877 https://m.twitch.tv/riotgames/v/6528877
                twitch 6528877 https://www.twitch.tv/riotgames/video/6528877
                twitch shroomztv https://www.twitch.tv/ShroomzTV
                twitch clip:FaintLight https://clips.twitch.tv/FaintLight
                twitch clip:FaintLight https://www.twitch.tv/someone/clip/FaintLight?filter=clips
                twitch clip:FaintLight https://m.twitch.tv/clip/FaintLight""".lines().map(line -> List.of(line.split(" ", -1)));
    }

    @ParameterizedTest
    @MethodSource("pagesOfVideos")
    void thePageOfAVideoIsTheSameVideoAsItsId(List<String> row) {
        VideoRef named = USUAL.ref(row.get(0), row.get(1));
        assertThat(named.id()).isEqualTo(row.get(1));
        assertThat(USUAL.page(row.get(2))).isEqualTo(named);
        assertThat(USUAL.ref("auto", row.get(2))).isEqualTo(named);
        assertThat(USUAL.ref(row.get(0), row.get(2))).isEqualTo(named);
        assertThat(USUAL.page(named.page().toString())).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "youtube https://www.youtube.com/clip/UgytZKpehg-hEMBSn3F4AaABCQ",
                "youtube https://www.youtube.com/@someone/live",
                "bilibili https://b23.tv/aB3dEf",
                "bilibili https://live.bilibili.com/196",
                "twitter https://x.com/a/status/643211948184596480/video/2",
                "twitter https://x.com/i/broadcasts/1yNGaQLWpejGj",
                "instagram https://www.instagram.com/stories/fruits_zipper/3570766765028588805",
            })
    void aPageThatDoesNotNameItsVideoIsKeptAsItIs(String platform, String page) {
        VideoRef ref = USUAL.page(page);
        assertThat(ref.platform()).isEqualTo(platform);
        assertThat(ref.id()).isEqualTo(page);
        assertThat(ref.page()).hasToString(page);
        assertThat(USUAL.ref(platform, page)).isEqualTo(ref);
        refuses(Reason.INVALID_PARAMETER, () -> allowing("vimeo").page(page));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.youtube.com/",
                "https://www.youtube.com/watch",
                "https://www.youtube.com/playlist?list=PL1",
                "https://www.youtube.com/@someone",
                "https://www.youtube.com/embed/videoseries?list=PL1",
                "https://www.youtube.com/embed/live_stream?channel=x",
                "https://youtu.be/",
                "https://www.bilibili.com/",
                "https://space.bilibili.com/1",
                "https://b23.tv/",
                "https://x.com/someone",
                "https://x.com/someone/status",
                "https://www.instagram.com/someone/",
                "https://www.instagram.com/reels/audio/1/",
                "https://www.twitch.tv/",
                "https://www.twitch.tv/directory",
                "https://www.twitch.tv/someone/videos",
                "https://id.twitch.tv/oauth2",
            })
    void otherPagesOfKnownSitesAreLeftToTheExtractorOnlyWhereEverySiteIsAllowed(String page) {
        refuses(Reason.UNSUPPORTED_URL, () -> USUAL.page(page));
        assertThat(EVERY.page(page).platform()).isEqualTo("generic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.youtube.com/watch?v=short",
                "https://www.youtube.com/watch?v=",
                "https://youtu.be/dQw4w9WgXcQ0",
                "https://www.bilibili.com/video/xyz",
                "https://x.com/a/status/abc",
                "https://www.twitch.tv/some-one",
                "https://clips.twitch.tv/-x",
            })
    void aMalformedIdInAKnownAddressIsInvalidHoweverMuchIsAllowed(String page) {
        refuses(Reason.INVALID_PARAMETER, () -> USUAL.page(page));
        refuses(Reason.INVALID_PARAMETER, () -> EVERY.page(page));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "youtube https://x.com/a/status/1",
                "youtube https://notyoutube.com/watch?v=dQw4w9WgXcQ",
                "youtube https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
                "twitter https://netflix.com/a/status/1",
                "vimeo https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                "nosuchsite https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            })
    void anAddressOfAnotherSiteThanThePlatformIsInvalid(String platform, String page) {
        refuses(Reason.INVALID_PARAMETER, () -> EVERY.ref(platform, page));
    }

    @Test
    void platformsThatAreNotAllowedAreInvalidByIdAndByPage() {
        Platforms onlyTwitch = allowing("twitch");
        refuses(Reason.INVALID_PARAMETER, () -> onlyTwitch.ref("youtube", "dQw4w9WgXcQ"));
        refuses(Reason.INVALID_PARAMETER, () -> onlyTwitch.page("https://youtu.be/dQw4w9WgXcQ"));
        assertThat(onlyTwitch.ref("twitch", "someone").id()).isEqualTo("someone");
    }

    @Test
    void otherPagesNeedPermissionAndAreNamedByTheirNormalAddress() {
        String page = "HTTPS://Media.Example:443/a/./b/../c d.mp4?utm_source=x&q=1#t=3";
        refuses(Reason.UNSUPPORTED_URL, () -> USUAL.page(page));
        String normal = "https://media.example/a/c%20d.mp4?utm_source=x&q=1";
        for (Platforms platforms : List.of(EVERY, GENERIC)) {
            VideoRef ref = platforms.page(page);
            assertThat(ref).isEqualTo(platforms.ref("generic", normal));
            assertThat(ref.platform()).isEqualTo("generic");
            assertThat(ref.id()).isEqualTo(normal);
            assertThat(ref.page()).hasToString(normal);
        }
    }

    @Test
    void failuresSayWhatIsAcceptedAndNeverEchoTheRequest() {
        Failure unknown = failure(() -> USUAL.ref("bad\u0007name", "x"));
        assertThat(unknown.detail()).contains("auto, bilibili, instagram, twitch, twitter, youtube");
        for (Failure failure : List.of(
                unknown,
                failure(() -> USUAL.ref("youtube", "bad\u0007id")),
                failure(() -> USUAL.page("https://bad\u0007host/")),
                failure(() -> USUAL.page("https://secret.example/token")))) {
            assertThat(failure.message()).endsWith(".").doesNotContain("\u0007", "bad", "secret");
            assertThat(failure.detail()).endsWith(".").doesNotContain("\u0007", "bad", "secret");
        }
    }

    @Test
    void theSettingsNamesDecideWhatIsAllowed() {
        assertThat(AllowedPlatforms.of(List.of("youtube")))
                .isEqualTo(new AllowedPlatforms(Set.of("youtube"), false, false));
        assertThat(AllowedPlatforms.of(List.of("*")).allows("vimeo")).isTrue();
        assertThat(AllowedPlatforms.of(List.of("generic")).anyPage()).isTrue();
        assertThat(Stream.of(FIVE.split(",", -1))
                        .filter(AllowedPlatforms.of(List.of(FIVE.split(",", -1)))::allows)
                        .collect(Collectors.joining(",")))
                .isEqualTo(FIVE);
    }

    private static void refuses(Reason reason, Runnable request) {
        assertThat(failure(request).reason()).isEqualTo(reason);
    }

    private static Failure failure(Runnable request) {
        return assertThatExceptionOfType(FailureException.class)
                .isThrownBy(request::run)
                .actual()
                .failure();
    }
}
