package dev.weir.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaylistsTest {
    private static final Playlists USUAL =
            new Playlists(PlatformsTest.allowing("youtube,bilibili,twitter,instagram,twitch"));
    private static final Playlists EVERY = new Playlists(PlatformsTest.allowing("*"));

    @ParameterizedTest
    @CsvSource({
        "youtube, PLBB231211A4F62143, PLBB231211A4F62143, https://www.youtube.com/playlist?list=PLBB231211A4F62143",
        "YouTube, UUBABnxM4Ar9ten8Mdjj1j0Q, UUBABnxM4Ar9ten8Mdjj1j0Q, https://www.youtube.com/playlist?list=UUBABnxM4Ar9ten8Mdjj1j0Q",
        "youtube, UCBABnxM4Ar9ten8Mdjj1j0Q, UCBABnxM4Ar9ten8Mdjj1j0Q, https://www.youtube.com/channel/UCBABnxM4Ar9ten8Mdjj1j0Q/videos",
        "youtube, @some.One-1, @some.One-1, https://www.youtube.com/@some.One-1/videos",
        "bilibili, 3985676, 3985676, https://space.bilibili.com/3985676/video",
        "bilibili, ML1103407912, ml1103407912, https://www.bilibili.com/medialist/detail/ml1103407912",
        "bilibili, ss26801, ss26801, https://www.bilibili.com/bangumi/play/ss26801",
        "bilibili, md24097891, md24097891, https://www.bilibili.com/bangumi/media/md24097891",
        "bilibili, collection:2142762:57445, collection:2142762:57445, https://space.bilibili.com/2142762/lists/57445?type=season",
        "bilibili, series:1958703906:547718, series:1958703906:547718, https://space.bilibili.com/1958703906/lists/547718?type=series",
        "twitch, Spamfish, spamfish, https://www.twitch.tv/spamfish/videos?filter=all",
        "twitch, clips:Spamfish, clips:spamfish, https://www.twitch.tv/spamfish/clips?range=all",
        "twitch, collection:wlDCoH0zEBZZbQ, collection:wlDCoH0zEBZZbQ, https://www.twitch.tv/collections/wlDCoH0zEBZZbQ",
        "instagram, Some.One, some.one, https://www.instagram.com/some.one/"
    })
    void anIdBecomesAReference(String platform, String id, String canonical, String page) {
        PlaylistRef ref = USUAL.ref(platform, id);
        assertThat(ref.platform()).isEqualTo(platform.toLowerCase(Locale.ROOT));
        assertThat(ref.id()).isEqualTo(canonical);
        assertThat(ref.page()).hasToString(page);
        assertThat(USUAL.ref("auto", page)).isEqualTo(ref);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PLBB231211A4F62143 youtube PLBB231211A4F62143",
                "https://youtu.be/dQw4w9WgXcQ?list=PLBB231211A4F62143 youtube PLBB231211A4F62143",
                "https://www.youtube.com/@someone youtube @someone",
                "https://m.youtube.com/channel/UCBABnxM4Ar9ten8Mdjj1j0Q youtube UCBABnxM4Ar9ten8Mdjj1j0Q",
                "https://www.youtube.com/@someone/shorts youtube https://www.youtube.com/@someone/shorts",
                "https://www.youtube.com/c/Someone/streams youtube https://www.youtube.com/c/Someone/streams",
                "https://space.bilibili.com/3985676 bilibili 3985676",
                "https://space.bilibili.com/3985676/upload/video bilibili 3985676",
                "https://space.bilibili.com/1/favlist?fid=2 bilibili https://space.bilibili.com/1/favlist?fid=2",
                "https://www.bilibili.com/v/kichiku/mad bilibili https://www.bilibili.com/v/kichiku/mad",
                "https://www.bilibili.com/list/ml1103407912 bilibili ml1103407912",
                "https://b23.tv/abcdefg bilibili https://b23.tv/abcdefg",
                "https://www.twitch.tv/Spamfish twitch spamfish",
                "https://www.twitch.tv/spamfish/videos?filter=highlights twitch https://www.twitch.tv/spamfish/videos?filter=highlights",
                "https://www.instagram.com/someone/ instagram someone",
                "https://www.instagram.com/explore/tags/lolcats instagram https://www.instagram.com/explore/tags/lolcats",
                "https://x.com/i/lists/12 twitter https://x.com/i/lists/12"
            })
    void aPageBecomesAReference(String url, String platform, String id) {
        PlaylistRef ref = USUAL.ref("auto", url);
        assertThat(ref.platform()).isEqualTo(platform);
        assertThat(ref.id()).isEqualTo(id);
        assertThat(USUAL.ref(platform, url)).isEqualTo(ref);
    }

    @Test
    void listsOfOtherSitesAreNamedByTheirPage() {
        String album = "https://vimeo.com/album/2632481";
        assertThat(EVERY.ref("vimeo", album)).isEqualTo(EVERY.ref("auto", album));
        assertThat(EVERY.ref("auto", album).platform()).isEqualTo("vimeo");
        String other = "https://media.example/list?id=1";
        assertThat(EVERY.ref("auto", other).platform()).isEqualTo("generic");
        assertThat(EVERY.ref("auto", other).page()).hasToString(other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "youtube|dQw4w9WgXcQ|INVALID_PARAMETER|names one video",
                "youtube|https://www.youtube.com/watch?v=dQw4w9WgXcQ|UNSUPPORTED_URL|page of one video",
                "auto|https://www.twitch.tv/videos/6528877|UNSUPPORTED_URL|page of one video",
                "youtube|WL|INVALID_PARAMETER|not valid",
                "youtube|LL|INVALID_PARAMETER|not valid",
                "youtube|PL1|INVALID_PARAMETER|not valid",
                "youtube|--exec|INVALID_PARAMETER|not valid",
                "youtube|https://vimeo.com/album/1|INVALID_PARAMETER|another site",
                "bilibili|BV13x41117TL|INVALID_PARAMETER|names one video",
                "bilibili|../1|INVALID_PARAMETER|not valid",
                "twitch|directory|INVALID_PARAMETER|not valid",
                "twitter|someone|INVALID_PARAMETER|not valid",
                "vimeo|76979871|INVALID_PARAMETER|not allowed",
                "nowhere|1|INVALID_PARAMETER|No platform",
                "auto|https://media.example/list|UNSUPPORTED_URL|not allowed",
                "auto|ftp://media.example/list|UNSUPPORTED_URL|http and https"
            })
    void everythingElseIsExplained(String platform, String id, Reason reason, String words) {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> USUAL.ref(platform, id))
                .satisfies(e -> {
                    assertThat(e.failure().reason()).isEqualTo(reason);
                    assertThat(e.failure().message()).contains(words);
                });
    }

    @Test
    void aListAskedForAsAVideoIsTold() {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> PlatformsTest.allowing("youtube").ref("youtube", "PLBB231211A4F62143"))
                .satisfies(e -> assertThat(e.failure().message()).contains("names a list"));
    }
}
