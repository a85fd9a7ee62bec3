package dev.weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.server.AccessFixture.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressFilterTest {
    private static final String VIDEO = "GET /api/v2/videos/youtube/x";

    @TempDir
    Path folder;

    @Test
    void theBlockListGoesBeforeTheAllowListAndHealthIsNoExceptionFromEither() throws Exception {
        try (AccessFixture server = new AccessFixture(
                folder,
                Map.of(
                        "ENABLE_IP_CONTROL", "true",
                        "IP_ALLOWLIST", "10.0.0.0/8,2001:db8::/32",
                        "IP_BLOCKLIST", "10.66.0.0/16,::ffff:10.77.0.0/112,2001:db8:bad::/48",
                        "TRUSTED_PROXIES", "127.0.0.1",
                        "CORS_ALLOWED_ORIGINS", "https://a.example",
                        "API_KEY_ENABLED", "true",
                        "API_KEYS", "correct-horse-battery"))) {
            String key = "X-API-Key: correct-horse-battery";
            for (String inside : new String[] {"10.1.2.3", "::ffff:10.1.2.3", "2001:db8::1"}) {
                assertThat(server.ask(VIDEO, key, "X-Forwarded-For: " + inside).status())
                        .as(inside)
                        .isEqualTo(200);
            }
            for (String blocked :
                    new String[] {"10.66.1.1", "::ffff:10.66.1.1", "10.77.3.4", "2001:db8:bad::1", "10.1.1.1,10.66.0.0"
                    }) {
                Reply reply = server.ask(VIDEO, key, "X-Forwarded-For: " + blocked, "Origin: https://a.example");
                assertThat(reply.status()).as(blocked).isEqualTo(403);
                assertThat(reply.code()).isEqualTo("IP_BLOCKED");
                assertThat(reply.json().getString("reason")).isEqualTo("forbidden");
                assertThat(reply.field("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
            }
            for (String outside : new String[] {"11.0.0.1", "10.1.1.1, 11.0.0.1", "2001:db9::1", "nonsense"}) {
                assertThat(server.ask(VIDEO, key, "X-Forwarded-For: " + outside).code())
                        .as(outside)
                        .isEqualTo("IP_NOT_ALLOWED");
            }
            assertThat(server.ask("GET /health", "X-Forwarded-For: 10.66.1.1").code())
                    .isEqualTo("IP_BLOCKED");
            assertThat(server.ask(
                                    "OPTIONS /api/v2/videos/youtube/x",
                                    "X-Forwarded-For: 10.66.1.1",
                                    "Origin: https://a.example",
                                    "Access-Control-Request-Method: GET")
                            .status())
                    .isEqualTo(403);
            assertThat(server.refused("IP_BLOCKED")).isEqualTo(7);
        }
    }

    @Test
    void aForgedAddressHelpsNobody() throws Exception {
        try (AccessFixture server =
                new AccessFixture(folder, Map.of("ENABLE_IP_CONTROL", "true", "IP_BLOCKLIST", "127.0.0.0/8"))) {
            assertThat(server.ask(VIDEO, "X-Forwarded-For: 10.1.2.3", "Forwarded: for=10.1.2.3", "X-Real-IP: 10.1.2.3")
                            .code())
                    .isEqualTo("IP_BLOCKED");
        }
    }
}
