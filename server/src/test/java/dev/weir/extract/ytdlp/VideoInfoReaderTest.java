package dev.weir.extract.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.video.Access;
import dev.weir.video.Format;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VideoInfoReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final VideoRef REF =
            new VideoRef("youtube", "aaaaaaaaaaa", URI.create("https://www.youtube.com/watch?v=aaaaaaaaaaa"));

    private static VideoInfo read(JsonObject video) {
        return new VideoInfoReader(REF, video, NOW).read();
    }

    private static VideoInfo recorded() throws IOException {
        try (InputStream in = VideoInfoReaderTest.class.getResourceAsStream("answer-youtube.json")) {
            WorkerAnswer answer = WorkerAnswer.of(new JsonObject(Buffer.buffer(in.readAllBytes())));
            assertThat(answer).isInstanceOf(WorkerAnswer.Video.class);
            return read(((WorkerAnswer.Video) answer).video());
        }
    }

    private static JsonObject format(String url) {
        return new JsonObject()
                .put("formats", List.of(new JsonObject().put("format_id", "1").put("url", url)));
    }

    @Test
    void readsAWorkersAnswer() throws IOException {
        VideoInfo info = recorded();
        assertThat(info.id()).isEqualTo("aaaaaaaaaaa");
        assertThat(info.platform()).isEqualTo("youtube");
        assertThat(info.title()).isEqualTo("A film of a weir ü");
        assertThat(info.duration()).isEqualTo(63.5);
        assertThat(info.viewCount()).isEqualTo(12_345_678_901L);
        assertThat(info.uploadDate()).isEqualTo("20251224");
        assertThat(info.expiresAt()).isEqualTo(Instant.parse("2026-01-01T06:00:00Z"));
        assertThat(info.formats()).extracting(Format::formatId).containsExactly("140", "137", "hls-720", "18");
        assertThat(info.captions())
                .hasSize(2)
                .last()
                .satisfies(caption -> assertThat(caption.auto()).isTrue());
    }

    @Test
    void readsEachFormat() throws IOException {
        List<Format> formats = recorded().formats();
        Format audio = formats.get(0);
        assertThat(audio.hasVideo()).isFalse();
        assertThat(audio.quality()).isEqualTo("medium");
        assertThat(audio.language()).isEqualTo("en");
        assertThat(audio.languagePreference()).isEqualTo(10);
        assertThat(audio.filesize()).isEqualTo(1_028_000);
        Format video = formats.get(1);
        assertThat(video.quality()).isEqualTo("1080p");
        assertThat(video.fps()).isEqualTo(29.97);
        assertThat(video.dynamicRange()).isEqualTo("SDR");
        assertThat(video.filesize()).isNull();
        assertThat(video.languagePreference()).isEqualTo(-1);
        assertThat(video.access().chunkSize()).isEqualTo(10 << 20);
        Format hls = formats.get(2);
        assertThat(hls.isSingleFile()).isFalse();
        assertThat(hls.manifestUrl()).isNotNull();
        assertThat(hls.drm()).isTrue();
    }

    @Test
    void formatsThatWantTheSameShareIt() throws IOException {
        List<Format> formats = recorded().formats();
        assertThat(formats.get(0).access()).isSameAs(formats.get(1).access());
        assertThat(formats.get(3).access()).isNotSameAs(formats.get(1).access());
        assertThat(formats.get(3).access().cookies()).contains("Domain=.youtube.com");
    }

    @Test
    void whatIsMissingIsUnknown() {
        VideoInfo info = read(new JsonObject());
        assertThat(info.id()).isEqualTo("aaaaaaaaaaa");
        assertThat(info.title()).isEqualTo("aaaaaaaaaaa");
        assertThat(info.duration()).isNull();
        assertThat(info.formats()).isEmpty();
        assertThat(info.expiresAt()).isNull();
        assertThat(read(format("https://h/v.mp4")).formats().getFirst().access())
                .isEqualTo(Access.NONE);
    }

    @Test
    void addressesOfOtherKindsAreLeftOut() {
        for (String url :
                List.of("file:///etc/passwd", "data:video/mp4,x", "rtmp://h/v", "https:///v", "nonsense", "")) {
            assertThat(read(format(url)).formats()).as(url).isEmpty();
        }
    }

    @Test
    void addressesThatSitesForgotToEncodeAreEncoded() {
        assertThat(read(format("https://h/a b|c.mp4?x={1}&y=50%"))
                        .formats()
                        .getFirst()
                        .url())
                .isEqualTo(URI.create("https://h/a%20b%7Cc.mp4?x=%7B1%7D&y=50%25"));
    }

    @Test
    void anAnswerIsOneOfThree() {
        assertThat(WorkerAnswer.of(new JsonObject().put("pong", "Youtube")))
                .isEqualTo(new WorkerAnswer.Pong("Youtube"));
        assertThat(WorkerAnswer.of(new JsonObject().put("error", new JsonObject())))
                .isInstanceOf(WorkerAnswer.Failed.class);
        assertThatThrownBy(() -> WorkerAnswer.of(new JsonObject())).isInstanceOf(IllegalArgumentException.class);
    }
}
