package dev.weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.server.AccessFixture.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeGateTest {
    private static final String KEY = "X-API-Key: correct-horse-battery";
    private static final String COOKIES = "/api/v2/auth/cookies/youtube";

    @TempDir
    Path folder;

    private AccessFixture server;

    @AfterEach
    void stop() {
        server.close();
    }

    private void withoutKeys(String... more) {
        server = new AccessFixture(folder, more.length == 0 ? Map.of() : Map.of(more[0], more[1]));
    }

    private void withKeys() {
        server = new AccessFixture(
                folder,
                Map.of(
                        "API_KEY_ENABLED", "true",
                        "API_KEYS", "correct-horse-battery",
                        "API_KEY_EXEMPT_IPS", "127.0.0.0/8"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT " + COOKIES,
                "DELETE " + COOKIES,
                "POST /api/v2/auth/template/youtube",
                "DELETE /api/v2/stream/cache",
                "DELETE /api/v2/stream/cache?platform=youtube&video_id=x",
                "POST /api/v2/system/storage/cleanup",
                "DELETE /api/v2/not/in/the/table"
            })
    void changesAreForProgramsOnThisMachineOrForKeys(String request) throws Exception {
        withoutKeys();
        Reply refused = server.ask(request, "Origin: http://127.0.0.1");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("reason")).isEqualTo("forbidden");
        assertThat(refused.json().getString("detail")).contains("API_KEY_ENABLED");
        assertThat(server.changes).hasValue(0);
        assertThat(server.ask(request).status()).isEqualTo(204);
        assertThat(server.changes).hasValue(1);
        stop();

        withKeys();
        assertThat(server.ask(request).code()).isEqualTo("API_KEY_MISSING");
        assertThat(server.ask(request, "X-API-Key: wrong-horse-battery").status())
                .isEqualTo(401);
        assertThat(server.changes).hasValue(0);
        assertThat(server.ask(request, KEY, "Origin: https://elsewhere.example").status())
                .isEqualTo(204);
        assertThat(server.changes).hasValue(1);
    }

    @Test
    void whatClientsMadeThemselvesTheyMayTakeBack() throws Exception {
        withoutKeys();
        assertThat(server.ask("DELETE /api/v2/jobs/1", "Origin: https://a.example")
                        .status())
                .isEqualTo(200);
        assertThat(server.ask("POST /api/v2/videos/batch", "Origin: https://a.example", "Content-Length: 0")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: null",
                "X-Forwarded-For: 127.0.0.1",
                "x-forwarded-host: localhost",
                "X-Forwarded-Proto: https",
                "Forwarded: for=127.0.0.1",
                "X-Real-IP: 127.0.0.1",
                "Via: 1.1 proxy",
                "True-Client-IP: 127.0.0.1",
                "CF-Connecting-IP: 127.0.0.1",
                "X-Forwarded-For:"
            })
    void whatSomebodyPassesOnIsNotLocal(String field) throws Exception {
        withoutKeys();
        assertThat(server.ask("DELETE " + COOKIES, field).status()).isEqualTo(403);
        assertThat(server.changes).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:8000",
                "Host: localhost.evil.example",
                "Host: 127.0.0.1.evil.example",
                "Host: 10.0.0.1",
                "Host: [::ffff:10.0.0.1]",
                "Host: localhost:80:80",
                "Host: localhost@evil.example",
                "Host: 127.0.0.1\r\nHost: evil.example",
                "Host:",
                "X-No-Host: 1"
            })
    void aNameThatOnlyLeadsHereIsNotLocal(String hosts) throws Exception {
        withoutKeys();
        Reply reply = server.raw("DELETE " + COOKIES + " HTTP/1.1\r\n" + hosts + "\r\nConnection: close\r\n\r\n");
        assertThat(reply.status()).isIn(400, 403);
        assertThat(server.changes).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8000", "127.0.0.1", "127.1.2.3:80", "[::1]", "[::1]:8000"})
    void theNamesOfThisMachineAreLocal(String host) throws Exception {
        withoutKeys();
        server.raw("DELETE " + COOKIES + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(server.changes).hasValue(1);
    }

    @Test
    void whatAProxyWithoutManyWordsPassesOnIsNotLocal() throws Exception {
        withoutKeys("TRUSTED_PROXIES", "127.0.0.1");
        assertThat(server.ask("DELETE " + COOKIES).status()).isEqualTo(403);
        stop();
        withoutKeys();
        assertThat(server.raw("DELETE " + COOKIES + " HTTP/1.0\r\nHost: localhost\r\n\r\n")
                        .status())
                .isEqualTo(403);
        assertThat(server.ask("DELETE http://localhost" + COOKIES).status()).isEqualTo(403);
        assertThat(server.changes).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COOKIES,
                COOKIES + "/",
                COOKIES + "//",
                COOKIES + "?x=/health",
                COOKIES + "#/health",
                COOKIES + ";/health",
                "/" + COOKIES,
                "/api/v2//auth/cookies/youtube",
                "/api/v2/./auth/cookies/youtube",
                "/api/v2/x/../auth/cookies/youtube",
                "/health/../api/v2/auth/cookies/youtube",
                "/health/..%2fapi%2fv2%2fauth/cookies/youtube",
                "/API/V2/AUTH/COOKIES/youtube",
                "/api/v2/%61uth/cookies/youtube",
                "/api/v2/%2561uth/cookies/youtube",
                "/api/v2/auth%2fcookies%2fyoutube",
                "/api/v2/auth/cookies/%2e%2e%2fyoutube",
                "/api/v2\\auth\\cookies\\youtube",
                "/api/v2/auth/cookies/youtube%00.css",
                "/api/v2/jobs/../auth/cookies/youtube",
                "http://localhost" + COOKIES,
                "http://localhost//api/v2/auth/cookies/youtube",
                "HTTP://LOCALHOST" + COOKIES
            })
    void noSpellingOfAPathLeadsAroundTheGate(String path) throws Exception {
        withoutKeys();
        for (String method : new String[] {"DELETE", "PUT", "delete", "Delete", "HEAD", "PATCH", "POST"}) {
            Reply reply = server.ask(
                    method + " " + path,
                    "Origin: https://evil.example",
                    "X-HTTP-Method-Override: DELETE",
                    "X-Original-URL: /health");
            assertThat(reply.status()).as(method + " " + path).isIn(400, 403, 404, 405);
        }
        stop();
        withKeys();
        for (String method : new String[] {"DELETE", "PUT", "HEAD", "POST"}) {
            assertThat(server.ask(method + " " + path, "X-HTTP-Method-Override: DELETE")
                            .status())
                    .isIn(400, 401, 404, 405);
        }
        assertThat(server.changes).hasValue(0);
    }
}
