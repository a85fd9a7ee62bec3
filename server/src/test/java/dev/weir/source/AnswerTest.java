package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final Span ASKED = new Span(10, 19);

    private static Answer of(Span asked, int status, String... fields) {
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        for (int i = 0; i < fields.length; i += 2) {
            response.headers().add(fields[i], fields[i + 1]);
        }
        return Answer.of(response, asked);
    }

    @Test
    void aPartIsWhatWasAskedFor() {
        assertThat(of(ASKED, 206, "Content-Range", "bytes 10-19/100", "Content-Length", "10", "Last-Modified", "then"))
                .isEqualTo(new Answer.Media(new SourceHead(OptionalLong.of(100), true, null, null, "then"), 10, true));
        assertThat(of(ASKED, 206, "Content-Range", "bytes 10-14/15", "ETag", "W/\"x\""))
                .isEqualTo(new Answer.Media(new SourceHead(OptionalLong.of(15), true, null, "W/\"x\"", null), 5, true));
        assertThat(of(Span.from(10), 206, "Content-Range", "bytes 10-14/*"))
                .isEqualTo(new Answer.Media(new SourceHead(OptionalLong.empty(), true, null, null, null), 5, true));
    }

    @Test
    void aShorterPartIsKnownToBeTooShort() {
        assertThat(of(ASKED, 206, "Content-Range", "bytes 10-14/100"))
                .isEqualTo(new Answer.Media(new SourceHead(OptionalLong.of(100), true, null, null, null), 5, false));
        assertThat(of(ASKED, 206, "Content-Range", "bytes 10-14/*"))
                .isEqualTo(new Answer.Media(new SourceHead(OptionalLong.empty(), true, null, null, null), 5, false));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes 9-19/100, 11",
        "bytes 11-19/100, 9",
        "bytes 10-20/100, 11",
        "bytes 10-19/100, 9",
        "bytes 10-19/15, 10",
        "bytes */100, 10",
        "nonsense, 10"
    })
    void anotherPartIsBroken(String range, String length) {
        assertBroken(of(ASKED, 206, "Content-Range", range, "Content-Length", length));
    }

    @Test
    void aPartThatDoesNotSayWhichIsBroken() {
        assertBroken(of(ASKED, 206, "Content-Length", "10"));
    }

    @Test
    void encodedBodiesAreBroken() {
        assertBroken(of(ASKED, 200, "Content-Encoding", "gzip"));
        assertBroken(of(ASKED, 200, "Transfer-Encoding", "gzip, chunked"));
        assertThat(of(ASKED, 200, "Content-Encoding", "identity")).isInstanceOf(Answer.Media.class);
    }

    private static void assertBroken(Answer answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(SourceFailure.Broken.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void refusals(int status) {
        assertThat(of(ASKED, status, "Content-Type", "text/html"))
                .isEqualTo(new Answer.Failed(new SourceFailure.Refused(status)));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 300, 304, 400, 412, 429, 500, 503})
    void otherStatuses(int status) {
        assertThat(of(ASKED, status)).isEqualTo(new Answer.Failed(new SourceFailure.BadStatus(status)));
    }

    @Test
    void outsideTheFile() {
        assertThat(of(ASKED, 416, "Content-Range", "bytes */5"))
                .isEqualTo(new Answer.Failed(new SourceFailure.OutOfRange(OptionalLong.of(5))));
        assertThat(of(ASKED, 416)).isEqualTo(new Answer.Failed(new SourceFailure.OutOfRange(OptionalLong.empty())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "video/mp4",
                "VIDEO/MP4; codecs=\"avc1\"",
                "audio/mpegurl",
                "audio/webm",
                "image/jpeg",
                "application/octet-stream",
                "binary/octet-stream",
                "application/mp4",
                "application/vnd.apple.mpegurl",
                "application/x-mpegURL",
                "application/dash+xml",
                "text/vtt; charset=utf-8",
                ""
            })
    void mediaTypesPass(String type) {
        assertThat(of(ASKED, 200, "Content-Type", type)).isInstanceOf(Answer.Media.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html; charset=utf-8",
                "application/json",
                "text/plain",
                "application/xhtml+xml",
                "image/svg+xml",
                "multipart/byteranges; boundary=x",
                "application/javascript",
                "video"
            })
    void otherTypesNever(String type) {
        assertThat(of(ASKED, 206, "Content-Type", type))
                .isInstanceOfSatisfying(
                        Answer.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(SourceFailure.NotMedia.class));
    }
}
