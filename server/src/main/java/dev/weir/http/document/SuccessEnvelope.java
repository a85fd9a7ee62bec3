package dev.weir.http.document;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** The document around the data of a successful answer: `success`, `message`, `data`, `timestamp`. */
public final class SuccessEnvelope {
    private static final byte[] BEFORE_TIME = ascii(",\"timestamp\":\"");
    private static final byte[] END = ascii("\"}");

    private final byte[] beforeData;
    private final Timestamps timestamps;

    /** Made once for each message a route answers with. */
    public SuccessEnvelope(String message, Timestamps timestamps) {
        byte[] start = ascii("{\"success\":true,\"message\":\"");
        byte[] text = JsonStringEncoder.getInstance().quoteAsUTF8(message);
        this.beforeData = join(start, text, ascii("\",\"data\":"));
        this.timestamps = timestamps;
    }

    /** Wraps a JSON value that is rendered already; its bytes are copied once. */
    public byte[] wrap(byte[] data) {
        return join(beforeData, data, BEFORE_TIME, ascii(timestamps.now()), END);
    }

    private static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
