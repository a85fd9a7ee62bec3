package dev.weir.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.LogSettings.Format;
import dev.weir.config.LogSettings.Level;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    private static final AccessEntry ENTRY = new AccessEntry(
            "GET",
            "/api/v2/stream/proxy/youtube/abc?quality=720p&api_key=s3cret",
            206,
            1024,
            1_234_567,
            "req-1",
            "203.0.113.7",
            "curl/8 \"x\"",
            "youtube",
            null);

    @Test
    void anEntryIsOneObject() {
        try (CapturedLog log = new CapturedLog(Level.INFO, Format.JSON)) {
            new AccessLog(log.logger(AccessLog.NAME)).write(ENTRY);
            JsonObject line = log.lines().getFirst();
            line.remove("timestamp");
            assertThat(line)
                    .isEqualTo(new JsonObject()
                            .put("level", "info")
                            .put("logger", "weir.access")
                            .put("message", "request")
                            .put("request_id", "req-1")
                            .put("method", "GET")
                            .put("path", "/api/v2/stream/proxy/youtube/abc?quality=720p&api_key=...")
                            .put("status", 206)
                            .put("bytes", 1024)
                            .put("duration_ms", 1.235)
                            .put("client", "203.0.113.7")
                            .put("user_agent", "curl/8 \"x\"")
                            .put("platform", "youtube"));
        }
    }

    @Test
    void anEntryIsOneReadableLine() {
        try (CapturedLog log = new CapturedLog(Level.INFO, Format.TEXT)) {
            new AccessLog(log.logger(AccessLog.NAME)).write(ENTRY);
            assertThat(log.text())
                    .endsWith("203.0.113.7 GET /api/v2/stream/proxy/youtube/abc?quality=720p&api_key=... 206 1024B "
                            + "1.235ms req-1 \n");
        }
    }

    @Test
    void nothingIsWrittenAboveInfo() {
        try (CapturedLog log = new CapturedLog(Level.WARN, Format.JSON)) {
            AccessLog access = new AccessLog(log.logger(AccessLog.NAME));
            assertThat(access.enabled()).isFalse();
            access.write(ENTRY);
            assertThat(log.text()).isEmpty();
        }
    }
}
