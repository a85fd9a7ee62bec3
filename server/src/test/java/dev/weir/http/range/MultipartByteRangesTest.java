package dev.weir.http.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.source.Span;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultipartByteRangesTest {
    private static final byte[] FILE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @Test
    void framesEachPart() {
        MultipartByteRanges parts =
                new MultipartByteRanges("SEP", "video/mp4", 16, List.of(new Span(10, 15), new Span(0, 1)));

        assertThat(parts.contentType()).isEqualTo("multipart/byteranges; boundary=SEP");
        assertThat(body(parts).toString(StandardCharsets.US_ASCII))
                .isEqualTo("\r\n--SEP\r\nContent-Type: video/mp4\r\nContent-Range: bytes 10-15/16\r\n\r\nabcdef"
                        + "\r\n--SEP\r\nContent-Type: video/mp4\r\nContent-Range: bytes 0-1/16\r\n\r\n01"
                        + "\r\n--SEP--\r\n");
    }

    @Test
    void knowsItsExactLength() {
        MultipartByteRanges parts =
                MultipartByteRanges.of("audio/mp4", 16, List.of(new Span(0, 0), new Span(3, 9), new Span(12, 15)));
        assertThat(parts.contentLength()).isEqualTo(body(parts).size());
    }

    @Test
    void countsPastFourGibibytes() {
        long last = 6L << 30;
        MultipartByteRanges parts =
                MultipartByteRanges.of("video/mp4", last + 1, List.of(new Span(0, 0), new Span(2, last)));
        assertThat(parts.contentLength()).isGreaterThan(last);
    }

    @Test
    void everyResponseHasABoundaryOfItsOwnAndOfTheSameLength() {
        List<Span> spans = List.of(new Span(0, 0), new Span(3, 9));
        MultipartByteRanges one = MultipartByteRanges.of("video/mp4", 16, spans);
        MultipartByteRanges other = MultipartByteRanges.of("video/mp4", 16, spans);
        assertThat(one.contentType()).isNotEqualTo(other.contentType());
        assertThat(one.contentLength()).isEqualTo(other.contentLength());
    }

    private static ByteArrayOutputStream body(MultipartByteRanges parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < parts.spans().size(); i++) {
            Span span = parts.spans().get(i);
            body.writeBytes(parts.head(i));
            body.write(FILE, (int) span.first(), (int) span.length());
        }
        body.writeBytes(parts.closing());
        return body;
    }
}
