package dev.weir.extract.ytdlp;

import dev.weir.video.Access;
import dev.weir.video.Caption;
import dev.weir.video.Format;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a worker's compact data into a {@link VideoInfo}; one instance reads one answer. */
final class VideoInfoReader {
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private final VideoRef ref;
    private final JsonObject video;
    private final Instant now;

    /** A hundred formats usually want the same headers: one object serves them all. */
    private final Map<Access, Access> accesses = new HashMap<>();

    VideoInfoReader(VideoRef ref, JsonObject video, Instant now) {
        this.ref = ref;
        this.video = video;
        this.now = now;
    }

    /** @throws ClassCastException where a field has another type than the protocol says */
    VideoInfo read() {
        List<Format> formats = formats();
        String id = video.getString("id", ref.id());
        return new VideoInfo(
                id,
                video.getString("title", id),
                video.getString("description"),
                video.getDouble("duration"),
                address(video.getString("thumbnail")),
                ref.platform(),
                video.getString("uploader"),
                video.getLong("view_count"),
                video.getLong("like_count"),
                video.getString("upload_date"),
                video.getBoolean("live", false),
                address(video.getString("webpage_url")),
                formats,
                captions(),
                firstEnd(formats));
    }

    private @Nullable Instant firstEnd(List<Format> formats) {
        return formats.stream()
                .map(format -> UrlExpiry.of(format.url(), now))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private List<Format> formats() {
        List<Format> formats = new ArrayList<>();
        for (JsonObject format : objects(video.getJsonArray("formats"))) {
            URI url = address(format.getString("url"));
            if (url != null) {
                formats.add(format(format, url));
            }
        }
        return formats;
    }

    private Format format(JsonObject format, URI url) {
        Integer height = format.getInteger("height");
        return new Format(
                format.getString("format_id"),
                url,
                format.getString("ext", "mp4"),
                height != null && height > 0 ? height + "p" : format.getString("format_note"),
                format.getString("resolution"),
                format.getInteger("width"),
                height,
                format.getDouble("fps"),
                format.getString("vcodec"),
                format.getString("acodec"),
                format.getString("language"),
                format.getInteger("language_preference", -1),
                format.getString("dynamic_range"),
                format.getLong("filesize"),
                format.getDouble("tbr"),
                format.getString("protocol", String.valueOf(url.getScheme())),
                address(format.getString("manifest_url")),
                format.getBoolean("drm", false),
                access(format.getJsonObject("access")));
    }

    private List<Caption> captions() {
        List<Caption> captions = new ArrayList<>();
        for (JsonObject caption : objects(video.getJsonArray("captions"))) {
            URI url = address(caption.getString("url"));
            if (url != null) {
                captions.add(new Caption(
                        caption.getString("language"),
                        caption.getString("name"),
                        caption.getBoolean("auto", false),
                        url,
                        caption.getString("ext"),
                        access(caption.getJsonObject("access"))));
            }
        }
        return captions;
    }

    private Access access(@Nullable JsonObject access) {
        if (access == null) {
            return Access.NONE;
        }
        Map<String, String> headers = new TreeMap<>();
        access.getJsonObject("headers", new JsonObject())
                .forEach(header -> headers.put(header.getKey(), String.valueOf(header.getValue())));
        return accesses.computeIfAbsent(
                new Access(headers, access.getString("cookies"), access.getLong("chunk_size", 0L)), a -> a);
    }

    private static List<JsonObject> objects(@Nullable JsonArray array) {
        return array == null
                ? List.of()
                : array.stream().map(JsonObject.class::cast).toList();
    }

    /** An http or https address with a host, characters that sites forget to encode included; null for anything else. */
    static @Nullable URI address(@Nullable String text) {
        if (text == null) {
            return null;
        }
        URI uri = parse(text);
        if (uri == null || uri.getScheme() == null || uri.getHost() == null) {
            return null;
        }
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "http", "https" -> uri;
            default -> null;
        };
    }

    private static @Nullable URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return parseLeniently(text);
        }
    }

    private static @Nullable URI parseLeniently(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        STRAY_PERCENT.matcher(text).replaceAll("%25").codePoints().forEach(c -> {
            if (c <= ' ' || c == 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
                encoded.append(String.format("%%%02X", c));
            } else {
                encoded.appendCodePoint(c);
            }
        });
        try {
            return new URI(encoded.toString());
        } catch (URISyntaxException e) {
            return null; // no address at all: what it belongs to is left out
        }
    }
}
