package dev.weir.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.limit.Budget;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBudgetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/weir.css",
                "/favicon.ico",
                "/health",
                "/health/live",
                "/health/ready",
                "/api/v2/system/health",
                "/api/vrchat/health",
                "/api/health",
                "/metrics",
                "/api/v2/stream/metrics",
                "/performance/stats",
                "/docs",
                "/docs/swagger-ui.css",
                "/openapi.yaml",
                "/openapi.json",
                "/redoc",
                "/swagger/index.html",
                "/swagger/doc.json"
            })
    void probesAndPagesDoNotCount(String path) {
        assertThat(RequestBudget.of(HttpMethod.GET, path)).isNull();
        assertThat(RequestBudget.of(HttpMethod.HEAD, path)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/stream/proxy/youtube/plain______",
                "/api/v2/stream/proxy/auto/https://host/path",
                "/api/v2/stream/proxy/auto",
                "/api/v2/stream/direct/youtube/plain______",
                "/api/v2/stream/youtube/plain______",
                "/api/v2/stream/auto/https://host/health",
                "/api/v2/stream/auto/youtube/plain______",
                "/api/v2/stream/hls/youtube/plain______/master.m3u8",
                "/api/v2/stream/dash/youtube/plain______/manifest.mpd",
                "/api/v2/stream/information/1",
                "/api/v2/videos/stream-proxy",
                "/api/v2/videos/redirect",
                "/api/vrchat/stream",
                "/api/stream",
                "/api/v2/files/film.mp4"
            })
    void whateverHandsOutMediaIsAStream(String path) {
        assertThat(RequestBudget.of(HttpMethod.GET, path)).isEqualTo(Budget.STREAMS);
        assertThat(RequestBudget.of(HttpMethod.HEAD, path)).isEqualTo(Budget.REQUESTS);
        assertThat(RequestBudget.of(HttpMethod.OPTIONS, path)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v2/videos/youtube/plain______",
        "GET,/api/v2/videos/auto/https://host/health",
        "POST,/api/v2/videos/batch",
        "POST,/api/v2/stream/batch",
        "GET,/api/v2/stream/info/youtube/plain______",
        "GET,/api/v2/stream/url",
        "GET,/api/v2/stream/embed/youtube/plain______",
        "GET,/api/v2/stream/captions/youtube/plain______/en.vtt",
        "GET,/api/v2/stream/thumbnail/youtube/plain______",
        "GET,/api/v2/stream/cache/stats",
        "DELETE,/api/v2/stream/cache",
        "GET,/api/v2/system/version",
        "GET,/api/v2/system/health/more",
        "GET,/api/v2/auth/status",
        "GET,/api/vrchat/info",
        "GET,/docsother/file",
        "GET,/no/such/route"
    })
    void everythingElseIsARequest(String method, String path) {
        assertThat(RequestBudget.of(HttpMethod.valueOf(method), path)).isEqualTo(Budget.REQUESTS);
    }
}
