package dev.weir.http.document;

import dev.weir.video.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a batch of videos is answered with, in parts, so that descriptions that are rendered already are not copied. */
public final class BatchDocument {
    private static final int USUAL_BYTES = 256;
    private static final byte[] COMMA = ascii(",");
    private static final byte[] END_OBJECT = ascii("}");
    private static final byte[] BEFORE_VIDEO = ascii(",\"video_info\":");
    private static final byte[] BEFORE_RESULTS = ascii(",\"results\":[");
    private static final byte[] END = ascii("]}");

    private BatchDocument() {}

    /**
     * One video of the batch: described, or failed.
     *
     * @param platform as it was asked for, else the one of the video; null where nobody knows
     * @param url as it was asked for, else the page of the video; null where there is none
     * @param video rendered, or null where it failed
     * @param failure null where it did not
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Entry(
            @Nullable String platform,
            @Nullable String id,
            @Nullable String url,
            byte @Nullable [] video,
            @Nullable Failure failure) {}

    /** @return parts of one JSON document, to be sent one after the other */
    public static List<byte[]> render(List<Entry> entries, double seconds) {
        long failed = entries.stream().filter(entry -> entry.video == null).count();
        List<byte[]> parts = new ArrayList<>(4 * entries.size() + 3);
        parts.add(open(JsonBytes.object(USUAL_BYTES, json -> {
            json.flag("success", true);
            json.integer("total", entries.size());
            json.integer("completed", entries.size() - failed);
            json.integer("failed", failed);
            json.number("duration_seconds", seconds);
        })));
        parts.add(BEFORE_RESULTS);
        for (int i = 0; i < entries.size(); i++) {
            if (i > 0) {
                parts.add(COMMA);
            }
            add(parts, entries.get(i));
        }
        parts.add(END);
        return parts;
    }

    private static void add(List<byte[]> parts, Entry entry) {
        Failure failure = entry.failure;
        byte[] fields = JsonBytes.object(USUAL_BYTES, json -> {
            json.text("platform", entry.platform);
            json.text("video_id", entry.id);
            json.text("url", entry.url);
            json.flag("success", entry.video != null);
            json.text("error", failure == null ? null : failure.message());
            json.text("reason", failure == null ? null : failure.reason().wireName());
            if (entry.video == null) {
                json.text("video_info", null);
            }
        });
        if (entry.video == null) {
            parts.add(fields);
        } else {
            parts.addAll(List.of(open(fields), BEFORE_VIDEO, entry.video, END_OBJECT));
        }
    }

    /** An object that more fields are added to. */
    private static byte[] open(byte[] object) {
        return Arrays.copyOf(object, object.length - 1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
