package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.app.Weir;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask the whole server, and what it records of it. */
class AccessIT {
    private static final String KEY = "correct-horse-battery";

    @TempDir
    Path folder;

    @Test
    void aServerWithKeysServesWhoShowsOneAndAgainAfterARestart() throws Exception {
        Path audit = folder.resolve("logs/audit.log");
        Map<String, String> settings = Map.of(
                "API_KEY_ENABLED", "true",
                "API_KEYS", KEY + ";limit=1000",
                "ENABLE_IP_CONTROL", "true",
                "IP_BLOCKLIST", "203.0.113.0/24",
                "TRUSTED_PROXIES", "127.0.0.1",
                "CORS_ALLOWED_ORIGINS", "https://player.example",
                "AUDIT_LOG_PATH", audit.toString());
        for (int start = 1; start <= 2; start++) {
            try (Weir weir = Running.start(settings)) {
                assertThat(ask(weir, "GET", "/health").statusCode()).isEqualTo(200);
                assertThat(ask(weir, "GET", "/", "Accept", "text/html").statusCode())
                        .isEqualTo(200);
                assertThat(ask(weir, "GET", "/weir.js").statusCode()).isEqualTo(200);
                assertThat(ask(weir, "GET", "/metrics").statusCode()).isEqualTo(401);

                String stream = Running.proxyOf("plain", "v144.mp4");
                HttpResponse<byte[]> refused = ask(weir, "GET", stream, "Origin", "https://player.example");
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                        .hasValue("https://player.example");
                HttpResponse<byte[]> film = ask(weir, "GET", stream, "Authorization", "Bearer " + KEY);
                assertThat(film.body()).isEqualTo(Running.MEDIA.bytes("v144.mp4"));

                // What a client claims stands left of what the proxy saw.
                HttpResponse<byte[]> blocked =
                        ask(weir, "GET", "/health", "X-Forwarded-For", "198.51.100.1, 203.0.113.9");
                assertThat(json(blocked).getString("code")).isEqualTo("IP_BLOCKED");
                assertThat(ask(weir, "GET", "/health", "X-Forwarded-For", "203.0.113.9, 198.51.100.1")
                                .statusCode())
                        .isEqualTo(200);

                String figures = text(ask(weir, "GET", "/metrics", "X-API-Key", KEY));
                assertThat(figures).contains("weir_refused_total{code=\"IP_BLOCKED\",reason=\"forbidden\"} 1.0");
                assertThat(figures)
                        .contains("weir_refused_total{code=\"API_KEY_MISSING\",reason=\"unauthorized\"} 2.0");
                int expected = 3 * start;
                await().atMost(Duration.ofSeconds(5))
                        .until(() -> Files.readAllLines(audit).size() == expected);
            }
        }
        List<JsonObject> entries =
                Files.readAllLines(audit).stream().map(JsonObject::new).toList();
        assertThat(entries.stream().map(entry -> entry.getString("action")))
                .containsExactly(
                        "auth_failure", "auth_failure", "ip_blocked", "auth_failure", "auth_failure", "ip_blocked");
        assertThat(Files.readString(audit)).doesNotContain(KEY, "v144.mp4");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/api/v2/stream/cache?platform=youtube&video_id=changed____",
        "DELETE,/api/v2/auth/cookies/instagram",
        "PUT,/api/v2/auth/cookies/instagram",
        "POST,/api/v2/auth/template/instagram",
        "POST,/api/v2/system/storage/cleanup"
    })
    void withoutKeysChangesAreForProgramsOnThisMachine(String method, String path) throws Exception {
        for (String[] suspicious :
                new String[][] {{"Origin", "http://127.0.0.1"}, {"X-Forwarded-For", "127.0.0.1"}, {"Via", "1.1 proxy"}
                }) {
            HttpResponse<byte[]> refused = Running.send(method, path, suspicious);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(json(refused).getString("reason")).isEqualTo("forbidden");
            assertThat(json(refused).getString("detail")).contains("API_KEY_ENABLED");
        }
        // An empty cookie file is not accepted, but that is for the route to say.
        assertThat(Running.send(method, path).statusCode()).isIn(200, 204, 400);
    }

    private static HttpResponse<byte[]> ask(Weir weir, String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + weir.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Running.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static JsonObject json(HttpResponse<byte[]> answer) {
        return new JsonObject(text(answer));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
