package dev.weir.http.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Documents of the replaced Python system: their fields at the top, beside `success`. */
public final class PythonDocument {
    private static final byte[] SUCCESS = ascii("{\"success\":true,");
    private static final byte[] BEFORE_VIDEO = ascii(",\"video_info\":");
    private static final byte[] END = ascii("}");

    private PythonDocument() {}

    /** @param object rendered, with at least one field */
    public static List<byte[]> of(byte[] object) {
        return List.of(SUCCESS, Arrays.copyOfRange(object, 1, object.length));
    }

    /**
     * Where a video's stream is, and what is known of the video.
     *
     * @param video rendered
     * @param expiresAt RFC 3339
     */
    public static List<byte[]> stream(String streamUrl, byte[] video, String expiresAt) {
        byte[] fields = JsonBytes.object(1024, json -> {
            json.flag("success", true);
            json.text("stream_url", streamUrl);
            json.text("expires_at", expiresAt);
        });
        return List.of(Arrays.copyOf(fields, fields.length - 1), BEFORE_VIDEO, video, END);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
