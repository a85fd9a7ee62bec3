package dev.weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.server.AccessFixture.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossOriginTest {
    private static final String ORIGIN = "Origin: https://a.example";
    private static final String PREFLIGHT = "Access-Control-Request-Method: PUT";

    @TempDir
    Path folder;

    @Test
    void everySettingTakesEffect() throws Exception {
        try (AccessFixture server = new AccessFixture(
                folder,
                Map.of(
                        "CORS_ALLOWED_ORIGINS", "https://a.example",
                        "CORS_ALLOWED_METHODS", "GET,PUT",
                        "CORS_ALLOWED_HEADERS", "*",
                        "CORS_ALLOW_CREDENTIALS", "true",
                        "CORS_MAX_AGE", "5m"))) {
            Reply preflight = server.ask(
                    "OPTIONS /health", ORIGIN, PREFLIGHT, "Access-Control-Request-Headers: authorization, x-own");
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.field("Access-Control-Allow-Methods"))
                    .contains("GET", "PUT")
                    .doesNotContain("DELETE");
            // With credentials, * would be the name of a header.
            assertThat(preflight.field("Access-Control-Allow-Headers")).isEqualTo("authorization, x-own");
            assertThat(preflight.field("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(preflight.field("Access-Control-Max-Age")).isEqualTo("300");
            Reply answer = server.ask("GET /health", ORIGIN);
            assertThat(answer.field("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(answer.field("Access-Control-Expose-Headers")).contains("Content-Range", "X-Request-ID");
            assertThat(answer.field("Vary")).isEqualToIgnoringCase("Origin");
            // Not a preflight, since it does not say what for; there is no such route either.
            assertThat(server.ask("OPTIONS /health", ORIGIN).status()).isEqualTo(405);
        }
    }

    @Test
    void refusalsOfEveryKindCanBeRead() throws Exception {
        try (AccessFixture server = new AccessFixture(folder, Map.of("CORS_ALLOWED_ORIGINS", "*"))) {
            for (String request : new String[] {
                "GET /nowhere", "DELETE /health", "DELETE /api/v2/stream/cache", "GET /health?" + "a".repeat(5_000)
            }) {
                Reply reply = server.ask(request, ORIGIN);
                assertThat(reply.status()).isIn(403, 404, 405, 414);
                assertThat(reply.field("Access-Control-Allow-Origin")).isEqualTo("*");
                assertThat(reply.field("Access-Control-Allow-Credentials")).isEmpty();
            }
        }
    }

    @Test
    void otherPagesGetNoPermission() throws Exception {
        try (AccessFixture server =
                new AccessFixture(folder, Map.of("CORS_ALLOWED_ORIGINS", "https://a.example,http://b.example:81"))) {
            for (String origin : new String[] {
                "null", "https://a.example.evil", "http://a.example", "https://a.example:444", "HTTPS://A.EXAMPLE"
            }) {
                assertThat(server.ask("GET /health", "Origin: " + origin).field("Access-Control-Allow-Origin"))
                        .as(origin)
                        .isEmpty();
                Reply preflight = server.ask("OPTIONS /health", "Origin: " + origin, PREFLIGHT);
                assertThat(preflight.field("Access-Control-Allow-Origin")).isEmpty();
                assertThat(preflight.field("Access-Control-Allow-Methods")).isEmpty();
            }
            assertThat(server.ask("GET /health", "Origin: http://b.example:81").field("Access-Control-Allow-Origin"))
                    .isEqualTo("http://b.example:81");
        }
    }

    @Test
    void theHeadersThatProtectAreThoseOfTheSettings() throws Exception {
        try (AccessFixture server = new AccessFixture(
                folder,
                Map.of(
                        "REFERRER_POLICY", "no-referrer",
                        "PERMISSIONS_POLICY", "usb=()",
                        "HSTS_MAX_AGE", "100",
                        "TRUSTED_PROXIES", "127.0.0.1"))) {
            Reply plain = server.ask("GET /nowhere");
            assertThat(plain.field("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(plain.field("Permissions-Policy")).isEqualTo("usb=()");
            assertThat(plain.field("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(plain.field("X-Frame-Options")).isEqualTo("DENY");
            assertThat(plain.field("Strict-Transport-Security")).isEmpty();
            assertThat(server.ask("GET /health", "X-Forwarded-Proto: https").field("Strict-Transport-Security"))
                    .isEqualTo("max-age=100");
        }
        try (AccessFixture server = new AccessFixture(folder, Map.of())) {
            assertThat(server.ask("GET /health", "X-Forwarded-Proto: https").field("Strict-Transport-Security"))
                    .isEmpty();
        }
    }

    @Test
    void whatTheRouterRefusesIsToldInTheEnvelope() throws Exception {
        try (AccessFixture server = new AccessFixture(folder, Map.of())) {
            Reply nameless = server.raw("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n");
            assertThat(nameless.status()).isEqualTo(400);
            assertThat(nameless.code()).isEqualTo("VALIDATION_ERROR");
            assertThat(nameless.field("X-Request-ID")).isEqualTo(nameless.json().getString("request_id"));
            assertThat(nameless.field("X-Content-Type-Options")).isEqualTo("nosniff");
            for (String target : new String[] {"*", "health", "?x"}) {
                assertThat(server.ask("OPTIONS " + target).status()).as(target).isIn(400, 404);
            }
        }
    }
}
