package dev.weir.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.video.Failure;
import dev.weir.video.Playlist;
import dev.weir.video.PlaylistEntry;
import dev.weir.video.Reason;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The documents that hold many videos, or a description that was rendered before. */
class ManyVideosDocumentTest {
    private static final byte[] VIDEO = "{\"id\":\"a\",\"title\":null}".getBytes(StandardCharsets.UTF_8);

    @Test
    void aBatchHoldsEveryFieldOfEveryItem() {
        JsonObject document = joined(BatchDocument.render(
                List.of(
                        new BatchDocument.Entry("youtube", "a", "https://host.example/a", VIDEO, null),
                        new BatchDocument.Entry(
                                null,
                                null,
                                "\"odd\ud800",
                                null,
                                Failure.of(Reason.NOT_FOUND, "There is no such video.", "Check the id."))),
                0.25));
        assertThat(document).isEqualTo(new JsonObject("""
                {"success":true,"total":2,"completed":1,"failed":1,"duration_seconds":0.25,"results":[
                  {"platform":"youtube","video_id":"a","url":"https://host.example/a","success":true,
                   "error":null,"reason":null,"video_info":{"id":"a","title":null}},
                  {"platform":null,"video_id":null,"url":"\\"odd\\ufffd","success":false,
                   "error":"There is no such video.","reason":"not_found","video_info":null}]}"""));
    }

    @Test
    void documentsOfPythonHaveTheirFieldsAtTheTop() {
        assertThat(joined(PythonDocument.of(VIDEO)))
                .isEqualTo(new JsonObject("{\"success\":true,\"id\":\"a\",\"title\":null}"));
        assertThat(joined(PythonDocument.stream("https://host.example/v.mp4", VIDEO, "2026-01-01T00:00:00Z")))
                .isEqualTo(new JsonObject("""
                        {"success":true,"stream_url":"https://host.example/v.mp4",
                         "expires_at":"2026-01-01T00:00:00Z","video_info":{"id":"a","title":null}}"""));
    }

    @Test
    void aListShowsTheWindowAskedFor() {
        Playlist list = new Playlist(
                "PL0",
                null,
                null,
                null,
                null,
                "youtube",
                null,
                100,
                List.of(
                        new PlaylistEntry("a", null, null, null, null),
                        new PlaylistEntry("b", "B", 1.5, "U", URI.create("https://host.example/b"))),
                false);
        assertThat(new JsonObject(new String(PlaylistDocument.render(list, 101, 50), StandardCharsets.UTF_8)))
                .isEqualTo(new JsonObject("""
                        {"id":"PL0","title":null,"description":null,"uploader":null,"webpage_url":null,
                         "platform":"youtube","entry_count":null,"entries":[
                           {"id":"b","title":"B","duration":1.5,"uploader":"U","webpage_url":"https://host.example/b"}]}"""));
        assertThat(list.window(0, 50)).isEmpty();
        assertThat(list.window(500, 50)).isEmpty();
        assertThat(list.window(100, 1)).hasSize(1);
    }

    private static JsonObject joined(List<byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.forEach(bytes::writeBytes);
        return new JsonObject(bytes.toString(StandardCharsets.UTF_8));
    }
}
