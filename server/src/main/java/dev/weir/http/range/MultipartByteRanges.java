package dev.weir.http.range;

import dev.weir.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The frame around several parts of one file (RFC 9110 section 14.6): for each part its head and then the bytes of its span, and the closing
 * after the last.
 */
public final class MultipartByteRanges {
    private final String boundary;
    private final List<Span> spans;
    private final List<byte[]> heads;
    private final byte[] closing;

    /**
     * @param boundary what separates the parts, 1 to 70 characters that need no quotes (RFC 2046 section 5.1.1)
     * @param contentType of the file itself
     * @param total the file's length in bytes
     * @param spans closed ones, in the order of sending
     */
    MultipartByteRanges(String boundary, String contentType, long total, List<Span> spans) {
        this.boundary = boundary;
        this.spans = List.copyOf(spans);
        this.heads = this.spans.stream()
                .map(span -> bytes("\r\n--" + boundary + "\r\nContent-Type: " + contentType + "\r\nContent-Range: "
                        + ContentRange.of(span, total) + "\r\n\r\n"))
                .toList();
        this.closing = bytes("\r\n--" + boundary + "--\r\n");
    }

    /** Frames the spans with a boundary that nobody could have put into the file. */
    public static MultipartByteRanges of(String contentType, long total, List<Span> spans) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        String boundary = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
        return new MultipartByteRanges(boundary, contentType, total, spans);
    }

    /** The value of the response's own Content-Type. */
    public String contentType() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    public List<Span> spans() {
        return spans;
    }

    /** What goes before the bytes of the span at this index; not to be changed. */
    public byte[] head(int index) {
        return heads.get(index);
    }

    /** What goes after the bytes of the last span; not to be changed. */
    public byte[] closing() {
        return closing;
    }

    /** The length of the whole body in bytes. */
    public long contentLength() {
        long length = closing.length;
        for (int i = 0; i < spans.size(); i++) {
            length = Math.addExact(length, heads.get(i).length + spans.get(i).length());
        }
        return length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
