package dev.weir.http.route;

import dev.weir.video.AllowedPlatforms;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sites that the replaced systems knew by name, and what works with each, as far as this server allows them. */
final class PlatformList {
    private static final List<Entry> ALL = List.of(
            new Entry(
                    "YouTube",
                    "youtube",
                    List.of("youtube.com", "youtu.be"),
                    List.of("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ"),
                    null),
            new Entry(
                    "BiliBili",
                    "bilibili",
                    List.of("bilibili.com", "b23.tv"),
                    List.of("https://www.bilibili.com/video/BV1xx411c7mD"),
                    "Some videos want cookies; streams always come through this server."),
            new Entry(
                    "Twitch",
                    "twitch",
                    List.of("twitch.tv", "clips.twitch.tv"),
                    List.of("https://www.twitch.tv/videos/123456789"),
                    "Clips come as single files, recordings and channels as playlists."),
            new Entry(
                    "Instagram",
                    "instagram",
                    List.of("instagram.com"),
                    List.of("https://www.instagram.com/reel/C0abcdefghi/"),
                    "Most posts want cookies."),
            new Entry(
                    "Twitter/X",
                    "twitter",
                    List.of("twitter.com", "x.com"),
                    List.of("https://x.com/i/status/1234567890"),
                    "Some posts want cookies."));

    private static final List<String> FEATURES = List.of("streaming", "info", "embed", "formats");

    private record Entry(
            String name,
            String id,
            List<String> domains,
            List<String> examples,
            @Nullable String notes) {
        JsonObject document() {
            return new JsonObject()
                    .put("name", name)
                    .put("platform_id", id)
                    .put("domains", new JsonArray(domains))
                    .put("example_urls", new JsonArray(examples))
                    .put("features", new JsonArray(FEATURES))
                    .put("notes", notes);
        }
    }

    private PlatformList() {}

    static JsonObject document(AllowedPlatforms allowed) {
        List<JsonObject> known = ALL.stream()
                .filter(entry -> allowed.allows(entry.id))
                .map(Entry::document)
                .toList();
        return new JsonObject()
                .put("success", true)
                .put("supported_platforms", new JsonArray(known))
                .put("total_platforms", known.size())
                .put("other_sites", allowed.everySite())
                .put("other_pages", allowed.anyPage())
                .put(
                        "simple_endpoints",
                        JsonArray.of(
                                "/api/stream - the stream of a page",
                                "/api/info - what is known of the video",
                                "/api/formats - the qualities it comes in",
                                "/api/embed - a player to be framed",
                                "/api/platforms - this list"))
                .put("vrchat_endpoints", new JsonArray(List.copyOf(VrchatHealth.ENDPOINTS.values())))
                .put(
                        "vrchat_features",
                        JsonArray.of(
                                "One MP4 file with H.264 and AAC",
                                "At most 720p",
                                "A redirect leads only where the player gets the bytes",
                                "GET only"));
    }
}
