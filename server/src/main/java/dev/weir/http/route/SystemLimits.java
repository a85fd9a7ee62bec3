package dev.weir.http.route;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * The settings that the system statistics show; none of them a secret.
 *
 * @param storageBytes MAX_STORAGE_GB, in bytes
 * @param retention TEMP_RETENTION_HOURS
 * @param downloads MAX_CONCURRENT_DOWNLOADS
 * @param requests RATE_LIMIT_MAX_REQUESTS
 * @param window RATE_LIMIT_WINDOW
 * @param streams MAX_CONCURRENT_STREAMS
 * @param workers YTDLP_WORKERS
 */
public record SystemLimits(
        long storageBytes, Duration retention, int downloads, int requests, Duration window, int streams, int workers) {
    private static final double GIBI = 1 << 30;

    JsonObject document() {
        return new JsonObject()
                .put("max_storage_gb", storageBytes / GIBI)
                .put("temp_retention_hours", retention.toHours())
                .put("rate_limit_max_requests", requests)
                .put("rate_limit_window", window.toSeconds())
                .put("max_concurrent_downloads", downloads)
                .put("max_concurrent_streams", streams)
                .put("ytdlp_workers", workers);
    }
}
