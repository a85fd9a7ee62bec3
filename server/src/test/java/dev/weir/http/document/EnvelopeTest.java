package dev.weir.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {
    private final Timestamps timestamps = new Timestamps(() -> Instant.parse("2026-01-02T03:04:05.006Z"));

    @Test
    void wrapsDataThatIsRenderedAlready() {
        byte[] data = "{\"title\":\"\u4e2d\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(new SuccessEnvelope("It \"is\" \u00fc.", timestamps).wrap(data))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"success\":true,\"message\":\"It \\\"is\\\" \u00fc.\",\"data\":{\"title\":\"\u4e2d\"},"
                        + "\"timestamp\":\"2026-01-02T03:04:05.006Z\"}");
    }

    @Test
    void tellsAFailure() {
        Failure failure = new Failure(
                Reason.GEO_RESTRICTED,
                "The site shows this elsewhere only.",
                "Try \"another\" way.",
                null,
                "Secret\nwords");

        assertThat(render(false, failure))
                .isEqualTo(
                        "{\"success\":false,\"error\":\"The site shows this elsewhere only.\",\"code\":\"STREAM_URL_FAILED\","
                                + "\"reason\":\"geo_restricted\",\"detail\":\"Try \\\"another\\\" way.\",\"request_id\":\"abc\","
                                + "\"timestamp\":\"2026-01-02T03:04:05.006Z\"}");
        assertThat(new JsonObject(render(true, failure)).getString("detail")).isEqualTo("Secret\nwords");
    }

    @Test
    void hasADetailWhereTheExtractorSaidNothing() {
        Failure failure = Failure.of(Reason.INTERNAL, "One.", "Two.");
        assertThat(new JsonObject(render(true, failure)).getString("detail")).isEqualTo("Two.");
    }

    @ParameterizedTest
    @CsvSource({
        "STREAM_URL_FAILED, GEO_RESTRICTED, 451",
        "URL_TOO_LONG, TOO_LARGE, 414",
        "QUERY_TOO_LONG, TOO_LARGE, 414",
        "HEADERS_TOO_LARGE, TOO_LARGE, 431",
        "BODY_TOO_LARGE, TOO_LARGE, 413",
        "NOT_FOUND, NO_SUCH_ROUTE, 404",
    })
    void knowsItsStatus(ErrorCode code, Reason reason, int status) {
        assertThat(code.status(reason)).isEqualTo(status);
    }

    private String render(boolean detailed, Failure failure) {
        return new String(
                new FailureDocument(timestamps, detailed).render(ErrorCode.STREAM_URL_FAILED, failure, "abc"),
                StandardCharsets.UTF_8);
    }
}
