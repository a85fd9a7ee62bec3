package dev.weir.http.route;

import dev.weir.health.Level;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The health document of the endpoints for players in games. */
final class VrchatHealth {
    static final Map<String, String> ENDPOINTS = endpoints();

    private VrchatHealth() {}

    static JsonObject document(Level level, String version) {
        return new JsonObject()
                .put("success", true)
                .put("status", (level == Level.STARTING ? Level.DEGRADED : level).wireName())
                .put("service", "VRChat Video API")
                .put("version", version)
                .put(
                        "features",
                        new JsonObject()
                                .put("get_only_endpoints", true)
                                .put("unicode_filename_support", true)
                                .put("unity_player_optimization", true)
                                .put("avpro_video_support", true)
                                .put("filename_sanitization", true)
                                .put("error_handling_enhanced", true))
                .put("endpoints", new JsonObject(Map.copyOf(ENDPOINTS)))
                .put("supported_players", new JsonArray(GamePlayer.wireNames()))
                .put("supported_qualities", JsonArray.of("720p", "480p", "360p", "best"))
                .put("notes", "Every endpoint takes GET, and a page address as the parameter url.");
    }

    private static Map<String, String> endpoints() {
        Map<String, String> endpoints = new LinkedHashMap<>();
        endpoints.put("stream", "/api/vrchat/stream - the stream of a page, for players in games");
        endpoints.put("info", "/api/vrchat/info - whether and how a video plays in a game");
        endpoints.put("health", "/api/vrchat/health - this document");
        return endpoints;
    }
}
