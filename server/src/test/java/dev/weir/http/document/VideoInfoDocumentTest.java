package dev.weir.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.video.Access;
import dev.weir.video.Caption;
import dev.weir.video.Format;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoInfoDocumentTest {
    private static final URI MEDIA = URI.create("https://media.example/v?sig=a%2Fb&x=1");
    private static final VideoRef REF = new VideoRef("youtube", "abc", URI.create("https://site.example/abc"));

    @Test
    void saysAllThatIsKnown() {
        Format format = new Format(
                "22",
                MEDIA,
                "mp4",
                "720p",
                "1280x720",
                1280,
                720,
                29.97,
                "avc1.64001F",
                "mp4a.40.2",
                "en",
                10,
                "SDR",
                5_000_000_000L,
                1500.5,
                "https",
                null,
                false,
                Access.NONE);
        VideoInfo info = new VideoInfo(
                "abc",
                "A \"title\"\n\u4e2d\ud83c\udf0a",
                "Text",
                212.0,
                URI.create("https://img.example/t.jpg"),
                "youtube",
                "Somebody",
                12L,
                3L,
                "20260102",
                false,
                URI.create("https://site.example/abc"),
                List.of(format),
                List.of(new Caption("pt-BR", "Portugu\u00eas", true, MEDIA, "srt", Access.NONE)),
                null);

        assertThat(render(info, REF))
                .isEqualTo(
                        "{\"id\":\"abc\",\"title\":\"A \\\"title\\\"\\n\u4e2d\ud83c\udf0a\",\"description\":\"Text\",\"duration\":212,"
                                + "\"thumbnail\":\"https://img.example/t.jpg\",\"platform\":\"youtube\",\"uploader\":\"Somebody\","
                                + "\"view_count\":12,\"like_count\":3,\"upload_date\":\"20260102\",\"is_live\":false,"
                                + "\"formats\":[{\"format_id\":\"22\",\"url\":\"https://media.example/v?sig=a%2Fb&x=1\",\"ext\":\"mp4\","
                                + "\"quality\":\"720p\",\"resolution\":\"1280x720\",\"width\":1280,\"height\":720,\"fps\":29.97,"
                                + "\"vcodec\":\"avc1.64001F\",\"acodec\":\"mp4a.40.2\",\"codec\":\"avc1.64001F\",\"language\":\"en\","
                                + "\"filesize\":5000000000,\"bitrate\":1500.5,\"tbr\":1500.5,\"protocol\":\"https\"}],"
                                + "\"captions\":[{\"language\":\"pt-BR\",\"name\":\"Portugu\u00eas\",\"auto\":true,"
                                + "\"url\":\"/api/v2/stream/captions/youtube/abc/pt-BR.vtt\"}]}");
    }

    @Test
    void leavesNothingOutThatIsUnknown() {
        JsonObject document = new JsonObject(render(info(format(null, null, null, null), Double.NaN), REF));

        assertThat(document.fieldNames())
                .containsExactly(
                        "id",
                        "title",
                        "description",
                        "duration",
                        "thumbnail",
                        "platform",
                        "uploader",
                        "view_count",
                        "like_count",
                        "upload_date",
                        "is_live",
                        "formats",
                        "captions");
        assertThat(document.getMap())
                .containsEntry("duration", null)
                .containsEntry("thumbnail", null)
                .containsEntry("view_count", null)
                .containsEntry("upload_date", null);
        JsonObject format = document.getJsonArray("formats").getJsonObject(0);
        assertThat(format.fieldNames())
                .containsExactly(
                        "format_id",
                        "url",
                        "ext",
                        "quality",
                        "resolution",
                        "width",
                        "height",
                        "fps",
                        "vcodec",
                        "acodec",
                        "codec",
                        "language",
                        "filesize",
                        "bitrate",
                        "tbr",
                        "protocol");
        assertThat(format.getMap())
                .containsEntry("quality", null)
                .containsEntry("codec", null)
                .containsEntry("filesize", null)
                .containsEntry("bitrate", null);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "avc1, mp4a, avc1",
                "avc1, none, avc1",
                "none, opus, opus",
                "-, opus, opus",
                "avc1, -, avc1",
                "none, none, -",
                "-, -, -",
                "none, -, -"
            })
    void codecIsThePicturesElseTheSounds(@Nullable String vcodec, @Nullable String acodec, @Nullable String codec) {
        JsonObject format = new JsonObject(render(info(format(null, null, vcodec, acodec), null), REF))
                .getJsonArray("formats")
                .getJsonObject(0);
        assertThat(format.getString("codec")).isEqualTo(codec);
        assertThat(format.getString("vcodec")).isEqualTo(vcodec);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, 1080, 1080p", "HD, 1080, HD", "medium, -, medium", "-, -, -"})
    void qualityIsKnownWhereTheHeightIs(@Nullable String quality, @Nullable Integer height, @Nullable String expected) {
        JsonObject format = new JsonObject(render(info(format(quality, height, null, null), null), REF))
                .getJsonArray("formats")
                .getJsonObject(0);
        assertThat(format.getString("quality")).isEqualTo(expected);
    }

    @Test
    void captionsOfAPageKeepTheirAddressInOneSegment() {
        String page = "https://site.example/a b?x=1&y=\u00e4#z";
        VideoRef ref = new VideoRef("generic", page, URI.create("https://site.example/"));
        VideoInfo info = new VideoInfo(
                "x",
                "t",
                null,
                null,
                null,
                "generic",
                null,
                null,
                null,
                null,
                true,
                null,
                List.of(),
                List.of(new Caption("../en", null, false, MEDIA, "vtt", Access.NONE)),
                null);

        assertThat(new JsonObject(render(info, ref))
                        .getJsonArray("captions")
                        .getJsonObject(0)
                        .getString("url"))
                .isEqualTo("/api/v2/stream/captions/generic/"
                        + "https%3A%2F%2Fsite.example%2Fa%20b%3Fx%3D1%26y%3D%C3%A4%23z/..%2Fen.vtt");
    }

    @Test
    void survivesTitlesThatWereCutInsideACharacter() {
        VideoInfo info = new VideoInfo(
                "x",
                "\ud83c\udf0a\ud83c",
                "\udf0a!",
                null,
                null,
                "youtube",
                null,
                null,
                null,
                null,
                false,
                null,
                List.of(),
                List.of(),
                null);
        JsonObject document = new JsonObject(render(info, REF));
        assertThat(document.getString("title")).isEqualTo("\ud83c\udf0a\ufffd");
        assertThat(document.getString("description")).isEqualTo("\ufffd!");
    }

    private static VideoInfo info(Format format, @Nullable Double duration) {
        return new VideoInfo(
                "abc",
                "t",
                null,
                duration,
                null,
                "youtube",
                null,
                null,
                null,
                null,
                false,
                null,
                List.of(format),
                List.of(),
                null);
    }

    private static Format format(
            @Nullable String quality, @Nullable Integer height, @Nullable String vcodec, @Nullable String acodec) {
        return new Format(
                "1",
                MEDIA,
                "mp4",
                quality,
                null,
                null,
                height,
                null,
                vcodec,
                acodec,
                null,
                0,
                null,
                null,
                null,
                "https",
                null,
                false,
                Access.NONE);
    }

    private static String render(VideoInfo info, VideoRef ref) {
        return new String(VideoInfoDocument.render(info, ref), StandardCharsets.UTF_8);
    }
}
