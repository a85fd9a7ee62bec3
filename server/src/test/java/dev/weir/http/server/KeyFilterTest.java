package dev.weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.http.server.AccessFixture.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilterTest {
    private static final String VIDEO = "GET /api/v2/videos/youtube/x";
    private static final String KEY = "correct-horse-battery";
    private static final Map<String, String> KEYS =
            Map.of("API_KEY_ENABLED", "true", "API_KEYS", KEY + ",second-horse-battery;limit=7");

    @TempDir
    Path folder;

    private AccessFixture server;

    @BeforeEach
    void start() {
        server = new AccessFixture(folder, KEYS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(Map<String, String> more) {
        server.close();
        Map<String, String> all = new HashMap<>(KEYS);
        all.putAll(more);
        server = new AccessFixture(folder, all);
    }

    @Test
    void withoutAKeyItIsSaidWhereToPutOne() throws Exception {
        Reply reply = server.ask(VIDEO);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("API_KEY_MISSING");
        assertThat(reply.json().getString("reason")).isEqualTo("unauthorized");
        assertThat(reply.json().getString("detail")).contains("X-API-Key", "Bearer");
        assertThat(reply.field("WWW-Authenticate")).isEqualTo("Bearer realm=\"Weir\"");
        assertThat(server.refused("API_KEY_MISSING")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-API-Key: correct-horse-batter",
                "X-API-Key: correct-horse-batteryy",
                "X-API-Key: CORRECT-horse-battery",
                "X-API-Key: second-horse-battery;limit=7",
                "X-API-Key: correct-horse-battery, second-horse-battery",
                "X-API-Key: correct-horse-battery\r\nX-API-Key: correct-horse-battery",
                "X-API-Key: wrong\r\nAuthorization: Bearer correct-horse-battery",
                "X-API-Key:",
                "Authorization: Bearer wrong",
                "Authorization: Bearer "
            })
    void whatIsNoKeyIsRefused(String fields) throws Exception {
        Reply reply = server.ask(VIDEO, fields);
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isIn("API_KEY_INVALID", "API_KEY_MISSING");
        assertThat(reply.text()).doesNotContain("battery");
    }

    @Test
    void aWrongKeyIsNamedSo() throws Exception {
        Reply reply = server.ask(VIDEO, "X-API-Key: wrong-horse-battery");
        assertThat(reply.code()).isEqualTo("API_KEY_INVALID");
        assertThat(reply.field("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(server.refused("API_KEY_INVALID")).isEqualTo(1);
    }

    @Test
    void keysInTheAddressAreNotRead() throws Exception {
        assertThat(server.ask(VIDEO + "?api_key=" + KEY + "&X-API-Key=" + KEY).code())
                .isEqualTo("API_KEY_MISSING");
        assertThat(server.ask(VIDEO, "Authorization: Basic " + KEY).code()).isEqualTo("API_KEY_MISSING");
        assertThat(server.ask(VIDEO, "Cookie: X-API-Key=" + KEY).code()).isEqualTo("API_KEY_MISSING");
    }

    @Test
    void aKeyIdentifiesTheClientTheSameWayHoweverItIsShownAndAfterARestart() throws Exception {
        String id = server.ask(VIDEO, "X-API-Key: " + KEY).json().getString("key_id");
        assertThat(id).matches("[0-9a-f]{12}");
        assertThat(server.ask(VIDEO, "x-api-key:   " + KEY).json().getString("key_id"))
                .isEqualTo(id);
        assertThat(server.ask(VIDEO, "Authorization: bearer " + KEY).json().getString("key_id"))
                .isEqualTo(id);
        Reply second = server.ask(VIDEO, "X-API-Key: second-horse-battery");
        assertThat(second.json().getString("key_id")).isNotEqualTo(id).matches("[0-9a-f]{12}");
        assertThat(second.json().getInteger("key_limit")).isEqualTo(7);
        restart(Map.of("API_KEYS", "third-horse-battery," + KEY, "API_KEY_HEADER", "X-Token"));
        assertThat(server.ask(VIDEO, "X-Token: " + KEY).json().getString("key_id"))
                .isEqualTo(id);
        assertThat(server.ask(VIDEO, "X-API-Key: " + KEY).status()).isEqualTo(401);
        assertThat(server.ask(VIDEO, "X-Token: second-horse-battery").status()).isEqualTo(401);
    }

    @Test
    void theAuthorizationFieldMayBeTheHeaderOfTheSettings() throws Exception {
        restart(Map.of("API_KEY_HEADER", "Authorization"));
        assertThat(server.ask(VIDEO, "Authorization: " + KEY).status()).isEqualTo(200);
        assertThat(server.ask(VIDEO, "Authorization: Bearer " + KEY).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/health/live", "/weir.css", "/docs/ui.js", "/openapi.yaml", "/health?x=1"})
    void healthPageAndDocumentationAreOpen(String path) throws Exception {
        assertThat(server.ask("GET " + path).status()).isEqualTo(200);
        assertThat(server.ask("HEAD " + path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/metrics/",
                "//metrics",
                "/METRICS",
                "/%6detrics",
                "/./metrics",
                "/health/../metrics",
                "/health/..%2fmetrics",
                "/health%2f..%2fmetrics",
                "/docs/..;/metrics",
                "/x.css/../metrics",
                "/metrics?x=/health",
                "/metrics#/health/",
                "/metrics;/health",
                "http://localhost/metrics",
                "http://localhost/health/../metrics",
                "http:///health/?http://h/metrics",
                "/\\health/../metrics"
            })
    void noSpellingOfAPathOpensWhatNeedsAKey(String path) throws Exception {
        assertThat(server.ask("GET " + path).text()).doesNotContain(AccessFixture.FIGURES);
        assertThat(server.ask("GET /metrics", "X-API-Key: " + KEY).text()).contains(AccessFixture.FIGURES);
    }

    @Test
    void exemptAddressesNeedNoKeyButMayShowOne() throws Exception {
        restart(Map.of("API_KEY_EXEMPT_IPS", "10.1.0.0/16,::ffff:10.3.0.0/112", "TRUSTED_PROXIES", "127.0.0.1"));
        for (String inside : new String[] {"10.1.2.3", "::ffff:10.1.2.3", "10.3.255.1", "9.9.9.9, 10.1.2.3"}) {
            assertThat(server.ask(VIDEO, "X-Forwarded-For: " + inside).status()).isEqualTo(200);
        }
        assertThat(server.ask(VIDEO, "X-Forwarded-For: 10.1.2.3", "X-API-Key: " + KEY)
                        .json()
                        .getString("key_id"))
                .isNotNull();
        for (String outside : new String[] {"10.2.0.1", "10.1.2.3, 9.9.9.9", "10.1.2.3, unknown"}) {
            assertThat(server.ask(VIDEO, "X-Forwarded-For: " + outside).status())
                    .as(outside)
                    .isEqualTo(401);
        }
    }

    @Test
    void anExemptPeerThatPassesOthersOnIsNotExempt() throws Exception {
        restart(Map.of("API_KEY_EXEMPT_IPS", "127.0.0.1"));
        assertThat(server.ask(VIDEO).status()).isEqualTo(200);
        assertThat(server.ask(VIDEO, "X-Forwarded-For: 127.0.0.1").status()).isEqualTo(401);
        assertThat(server.ask(VIDEO, "Via: 1.1 proxy").status()).isEqualTo(401);
    }

    @Test
    void bombsAreRefusedBeforeAnyKeyIsLookedAt() throws Exception {
        assertThat(server.ask(VIDEO, "X-API-Key: " + "a".repeat(9_000)).code()).isEqualTo("HEADERS_TOO_LARGE");
        assertThat(server.ask(VIDEO, "X-API-Key: " + "a".repeat(7_000)).code()).isEqualTo("API_KEY_INVALID");
        assertThat(server.ask(VIDEO, "X-API-Key: a\r\n".repeat(300) + "X-API-Key: " + KEY)
                        .code())
                .isEqualTo("API_KEY_INVALID");
        assertThat(server.ask(VIDEO + "?" + "a=b&".repeat(1_100)).status()).isEqualTo(414);
        assertThat(server.ask(VIDEO, "X-Forwarded-For: " + "1.1.1.1,".repeat(900))
                        .status())
                .isEqualTo(401);
        assertThat(server.refused("HEADERS_TOO_LARGE")).isEqualTo(1);
    }

    @Test
    void onlyAPreflightNeedsNoKey() throws Exception {
        restart(Map.of("CORS_ALLOWED_ORIGINS", "https://a.example", "API_KEY_HEADER", "X-Token"));
        Reply preflight = server.ask(
                "OPTIONS /api/v2/videos/youtube/x",
                "Origin: https://a.example",
                "Access-Control-Request-Method: GET",
                "Access-Control-Request-Headers: x-token");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.field("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
        assertThat(preflight.field("Access-Control-Allow-Headers")).contains("X-Token");
        Reply refusal = server.ask(VIDEO, "Origin: https://a.example");
        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.field("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
        assertThat(server.ask("OPTIONS /api/v2/videos/youtube/x", "Origin: https://a.example")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aKeyMayHaveALimitOfItsOwn() throws Exception {
        restart(Map.of("RATE_LIMIT_MAX_REQUESTS", "2", "API_KEY_EXEMPT_IPS", "127.0.0.1"));
        for (int i = 0; i < 7; i++) {
            assertThat(server.ask(VIDEO, "X-API-Key: second-horse-battery").status())
                    .isEqualTo(200);
        }
        Reply refused = server.ask(VIDEO, "X-API-Key: second-horse-battery");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(server.refused("RATE_LIMIT_EXCEEDED")).isEqualTo(1);
        for (String other : new String[] {"X-API-Key: " + KEY, "X-Nothing: 1"}) {
            assertThat(server.ask(VIDEO, other).status()).isEqualTo(200);
            assertThat(server.ask(VIDEO, other).status()).isEqualTo(200);
            assertThat(server.ask(VIDEO, other).status()).isEqualTo(429);
        }
        await().atMost(Duration.ofSeconds(5))
                .until(() -> server.audited().stream()
                                .filter(entry -> entry.getString("action").equals("rate_limited"))
                                .count()
                        == 3);
    }

    @Test
    void guessesAreCounted() throws Exception {
        restart(Map.of("RATE_LIMIT_MAX_REQUESTS", "2"));
        assertThat(server.ask(VIDEO, "X-API-Key: first-guess-of-many").code()).isEqualTo("API_KEY_INVALID");
        assertThat(server.ask(VIDEO).code()).isEqualTo("API_KEY_MISSING");
        Reply third = server.ask(VIDEO, "X-API-Key: " + KEY + "x");
        assertThat(third.status()).isEqualTo(429);
        assertThat(server.ask(VIDEO, "X-API-Key: " + KEY).status()).isEqualTo(200);
    }
}
