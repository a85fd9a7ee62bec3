package dev.weir.http.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.header.SecurityHeaders.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityHeadersTest {
    private static final String POLICY = "default-src 'self'; frame-ancestors 'none'";
    private final SecurityHeaders headers =
            new SecurityHeaders(POLICY, "no-referrer", "camera=()", true, Duration.ofDays(365));

    @Test
    void pagesAreFramedByNobody() {
        assertThat(apply(headers, Kind.PAGE, false))
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("Content-Security-Policy", POLICY)
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Permissions-Policy", "camera=()")
                .doesNotContainKey("Strict-Transport-Security");
    }

    @Test
    void embedsAreFramedByAnybody() {
        assertThat(apply(headers, Kind.EMBED, false))
                .doesNotContainKey("X-Frame-Options")
                .extractingByKey("Content-Security-Policy")
                .asString()
                .startsWith("default-src 'none'; script-src 'self';")
                .endsWith("frame-ancestors *")
                .doesNotContain("unsafe");
    }

    @Test
    void dataLoadsNothing() {
        assertThat(apply(headers, Kind.DATA, false).get("Content-Security-Policy"))
                .startsWith("default-src 'none';");
    }

    @Test
    void mediaIsUsedByPagesOfOtherOrigins() {
        assertThat(apply(headers, Kind.MEDIA, false))
                .containsEntry("Cross-Origin-Resource-Policy", "cross-origin")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .doesNotContainKey("X-Frame-Options");
    }

    @Test
    void hstsIsSentOverTlsOnlyAndNotWhenOff() {
        assertThat(apply(headers, Kind.DATA, true)).containsEntry("Strict-Transport-Security", "max-age=31536000");
        SecurityHeaders off = new SecurityHeaders(POLICY, "", "", false, Duration.ofDays(365));
        assertThat(apply(off, Kind.DATA, true))
                .containsOnlyKeys("X-Content-Type-Options", "Content-Security-Policy", "X-Frame-Options");
    }

    @Test
    void anAgeOfZeroMakesBrowsersForget() {
        SecurityHeaders forgotten = new SecurityHeaders(POLICY, "", "", true, Duration.ZERO);
        assertThat(apply(forgotten, Kind.DATA, true)).containsEntry("Strict-Transport-Security", "max-age=0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "default-src 'self' | default-src 'self'; frame-ancestors *",
                "Frame-Ancestors 'none';default-src  'self' | frame-ancestors *; default-src 'self'",
                "; a ;; frame-ancestors 'none'; frame-ancestors 'self'; | a; frame-ancestors *",
                "`` | frame-ancestors *",
            })
    void replacesOneDirective(String policy, String changed) {
        assertThat(ContentSecurityPolicy.parse(policy).with("frame-ancestors", "*"))
                .hasToString(changed);
    }

    private static Map<String, String> apply(SecurityHeaders headers, Kind kind, boolean secure) {
        Map<String, String> fields = new LinkedHashMap<>();
        headers.apply(kind, secure, fields::put);
        return fields;
    }
}
