package dev.weir.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypesTest {

    @ParameterizedTest
    @CsvSource({
        "video/mp4, mp4, video/mp4",
        "Video/MP4; codecs=\"avc1\", mp4, video/mp4",
        "audio/mp4, mp4, audio/mp4",
        "video/webm, mp4, video/webm",
        "application/octet-stream, mp4, video/mp4",
        "binary/octet-stream, m4a, audio/mp4",
        "application/mp4, mp4, video/mp4",
        "'', webm, video/webm",
        "'', what, application/octet-stream",
        "application/octet-stream, what, application/octet-stream",
        "text/html, mp4, video/mp4",
        "text/html; charset=utf-8, html, application/octet-stream",
        "text/plain, mp3, audio/mpeg",
        "application/javascript, js, application/octet-stream",
        "image/svg+xml, svg, application/octet-stream",
        "image/jpeg, jpg, image/jpeg",
        "image/webp, jpg, image/webp",
        "application/x-mpegURL, m3u8, application/vnd.apple.mpegurl",
        "audio/mpegurl, m3u8, application/vnd.apple.mpegurl",
        "application/dash+xml, mpd, application/dash+xml",
        "text/vtt, vtt, text/vtt",
        "video/mp4\u0000, mp4, video/mp4",
        "video/<b>, mkv, video/x-matroska",
        "video/, mp4, video/mp4",
        "garbage, mp4, video/mp4",
    })
    void onlyMediaLeaves(String fromOrigin, String extension, String sent) {
        assertThat(MediaTypes.of(fromOrigin, extension)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "TEXT/HTML; charset=x",
                "application/xhtml+xml",
                "image/svg+xml",
                "application/json",
                "text/plain",
                "video/",
                "video"
            })
    void aPageIsNoMedia(String type) {
        assertThat(MediaTypes.isMedia(MediaTypes.essence(type))).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ; charset=x",
                "Video/MP4; codecs=x",
                "audio/mpegurl",
                "image/jpeg",
                "binary/octet-stream",
                "application/mp4",
                "application/x-mpegURL",
                "application/dash+xml",
                "text/vtt"
            })
    void mediaIsAndSoIsWhatNobodyNames(@Nullable String type) {
        assertThat(MediaTypes.isMedia(MediaTypes.essence(type))).isTrue();
    }

    @Test
    void noOriginCanMakeABrowserRunAnything() {
        Random random = new Random(2);
        String[] pieces = {"text/", "html", "video/", "image/", "svg+xml", ";", " ", "\r\n", "audio/", "mp4", ",", "xml"
        };
        for (int run = 0; run < 20_000; run++) {
            String type = random.ints(random.nextInt(6), 0, pieces.length)
                    .mapToObj(i -> pieces[i])
                    .collect(Collectors.joining());
            assertThat(MediaTypes.of(type, random.nextBoolean() ? "mp4" : "html"))
                    .as(type)
                    .matches("video/[a-z0-9+-]+|audio/[a-z0-9+-]+|application/octet-stream");
        }
    }
}
