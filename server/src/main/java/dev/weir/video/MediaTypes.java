package dev.weir.video;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Content types of media (RFC 9110 section 8.3): which an origin may answer with, and which an answer leaves with; never one that a browser would run. */
public final class MediaTypes {
    public static final String UNKNOWN = "application/octet-stream";
    public static final String HLS = "application/vnd.apple.mpegurl";
    public static final String DASH = "application/dash+xml";
    public static final String WEBVTT = "text/vtt";

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("mp4", "video/mp4"),
            Map.entry("m4v", "video/mp4"),
            Map.entry("m4s", "video/iso.segment"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("mka", "audio/x-matroska"),
            Map.entry("weba", "audio/webm"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("3gp", "video/3gpp"),
            Map.entry("flv", "video/x-flv"),
            Map.entry("avi", "video/x-msvideo"),
            Map.entry("mpg", "video/mpeg"),
            Map.entry("mpeg", "video/mpeg"),
            Map.entry("ts", "video/mp2t"),
            Map.entry("ogv", "video/ogg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("oga", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("aac", "audio/aac"),
            Map.entry("flac", "audio/flac"),
            Map.entry("wav", "audio/wav"),
            Map.entry("m3u8", HLS),
            Map.entry("mpd", DASH),
            Map.entry("vtt", WEBVTT),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("avif", "image/avif"));
    private static final Set<String> HLS_NAMES =
            Set.of(HLS, "application/x-mpegurl", "application/mpegurl", "audio/mpegurl", "audio/x-mpegurl");
    /** What origins say of files whose kind they do not know, or know only half. */
    private static final Set<String> VAGUE =
            Set.of(UNKNOWN, "binary/octet-stream", "application/x-octet-stream", "application/mp4", "application/ogg");

    private static final Pattern HARMLESS =
            Pattern.compile("(video|audio)/[a-z0-9.+-]{1,100}|image/(jpeg|png|webp|gif|avif|bmp|heic|heif|jxl|apng)");

    private MediaTypes() {}

    /** The type of a container, by its usual extension without a dot, in lower case. */
    public static String ofExtension(String extension) {
        return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
    }

    /** Whether the extension, in lower case without a dot, is one that media comes with. */
    public static boolean isExtension(String extension) {
        return BY_EXTENSION.containsKey(extension);
    }

    /** A Content-Type without its parameters, in lower case; null where there is none. */
    public static @Nullable String essence(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        int end = contentType.indexOf(';');
        String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
        return type.isEmpty() ? null : type.toLowerCase(Locale.ROOT);
    }

    /** Whether an origin that was asked for media answered with some, rather than with a page; no type at all counts as {@link #UNKNOWN}. */
    public static boolean isMedia(@Nullable String essence) {
        return essence == null || VAGUE.contains(essence) || HLS_NAMES.contains(essence) || isExact(essence);
    }

    /**
     * The type to send: the origin's where it says what kind of media it is, else the container's.
     *
     * @param fromOrigin the origin's Content-Type, any case, with or without parameters; null where it gave none
     */
    public static String of(@Nullable String fromOrigin, String extension) {
        String type = essence(fromOrigin);
        if (type == null) {
            return ofExtension(extension);
        }
        if (HLS_NAMES.contains(type)) {
            return HLS;
        }
        return isExact(type) ? type : ofExtension(extension);
    }

    private static boolean isExact(String essence) {
        return essence.equals(DASH)
                || essence.equals(WEBVTT)
                || HARMLESS.matcher(essence).matches();
    }
}
