package dev.weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {
    private static final String KEY = "correct-horse-battery";

    @TempDir
    Path folder;

    @Test
    void whatChangesOrIsRefusedIsRecordedAndNothingElse() throws Exception {
        try (AccessFixture server = new AccessFixture(
                folder,
                Map.of(
                        "API_KEY_ENABLED", "true",
                        "API_KEYS", KEY,
                        "ENABLE_IP_CONTROL", "true",
                        "IP_BLOCKLIST", "10.6.6.6",
                        "TRUSTED_PROXIES", "127.0.0.1"))) {
            String from = "X-Forwarded-For: 10.0.0.9";
            server.ask("GET /health", from);
            server.ask("GET /api/v2/videos/youtube/x", from, "X-API-Key: " + KEY);
            server.ask(
                    "GET /api/v2/stream/auto/https://site.example/secret/page?token=s3cret", from, "X-Request-ID: r.1");
            server.ask("GET /api/v2/videos/youtube/x?api_key=s3cret", from, "X-API-Key: wr\u00f6ng-s3cret");
            server.ask("GET /health", "X-Forwarded-For: 10.6.6.6");
            server.ask("PUT /api/v2/auth/cookies/youtube", from, "X-API-Key: " + KEY, "X-Request-ID: put-1");
            server.ask("DELETE /api/v2/stream/cache?platform=s3cret", from, "Authorization: Bearer " + KEY);
            server.ask("DELETE /api/v2/auth/cookies/a%0d%0a%7b\u0085\u2028", from, "X-API-Key: " + KEY);
            await().atMost(Duration.ofSeconds(5)).until(() -> server.audited().size() == 6);

            List<JsonObject> entries = server.audited();
            assertThat(entries.stream().map(entry -> entry.getString("action")))
                    .containsExactly(
                            "auth_failure",
                            "auth_failure",
                            "ip_blocked",
                            "cookies_put",
                            "cache_purge",
                            "cookies_delete");
            assertThat(entries.stream().map(entry -> entry.getString("outcome")))
                    .containsExactly("refused", "refused", "refused", "done", "done", "done");
            assertThat(entries.getFirst().getString("request_id")).isEqualTo("r.1");
            assertThat(entries.getFirst().getString("path")).isEqualTo("/api/v2/stream/auto/https://site.example/...");
            assertThat(entries.get(2).getString("client")).isEqualTo("10.6.6.6");
            JsonObject put = entries.get(3);
            assertThat(put.getString("request_id")).isEqualTo("put-1");
            assertThat(put.getString("client")).isEqualTo("10.0.0.9");
            assertThat(put.getString("key_id")).matches("[0-9a-f]{12}");
            assertThat(put.getString("method")).isEqualTo("PUT");
            assertThat(put.getString("path")).isEqualTo("/api/v2/auth/cookies/youtube");
            assertThat(put.getInteger("status")).isEqualTo(204);
            assertThat(put.getInstant("time")).isNotNull();
            assertThat(Files.readString(server.auditFile))
                    .doesNotContain("s3cret", KEY)
                    .matches("[\\x20-\\x7e\\n]*");
        }
    }

    @Test
    void onlyTheOwnerMayReadItAndARestartGoesOn() throws Exception {
        for (int start = 1; start <= 2; start++) {
            try (AccessFixture server = new AccessFixture(folder, Map.of())) {
                server.ask("DELETE /api/v2/stream/cache", "Origin: https://evil.example");
            }
            Path file = folder.resolve("audit/audit.log");
            assertThat(Files.readAllLines(file)).hasSize(start).allMatch(line -> line.contains("\"forbidden\""));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aFileThatCannotBeWrittenStopsNothingAndIsCounted() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (AccessFixture server = new AccessFixture(
                folder, Map.of("AUDIT_LOG_PATH", file.resolve("audit.log").toString()))) {
            assertThat(server.ask("DELETE /api/v2/stream/cache", "Origin: https://evil.example")
                            .status())
                    .isEqualTo(403);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> server.registry
                                    .get("weir.audit.dropped")
                                    .functionCounter()
                                    .count()
                            == 1);
        }
    }

    @Test
    void itCanBeTurnedOff() throws Exception {
        try (AccessFixture server = new AccessFixture(folder, Map.of("ENABLE_AUDIT_LOG", "false"))) {
            assertThat(server.ask("DELETE /api/v2/stream/cache").status()).isEqualTo(204);
            assertThat(server.auditFile).doesNotExist();
        }
    }
}
