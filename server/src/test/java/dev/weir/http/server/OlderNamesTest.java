package dev.weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.GeneratedSection;
import dev.weir.http.server.OlderNames.Name;
import dev.weir.openapi.Contract;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OlderNamesTest {
    private static final Pattern DOWNLOADS = Pattern.compile("/jobs|/files|download");

    @ParameterizedTest
    @CsvSource({
        "/api/v3/streaming/youtube/dQw4w9WgXcQ,GET /api/v2/stream/{platform}/{video_id}",
        "/api/v3/streaming/proxy/youtube/dQw4w9WgXcQ,GET /api/v2/stream/proxy/{platform}/{video_id}",
        "/api/v3/streaming/cache/stats,GET /api/v2/stream/cache/stats",
        "/api/v3/streaming/cache,DELETE /api/v2/stream/cache",
        "/api/v3/videos/info,POST /api/v2/videos/info",
        "/api/v3/videos/dQw4w9WgXcQ,GET /api/v2/videos/{platform}/{video_id}",
        "/api/v3/videos/batch/info,POST /api/v2/videos/batch",
        "/api/v3/anything/else/at/all,GET /",
        "/api/media/details,GET /api/v2/videos/auto?url=",
        "/api/media/new,GET /api/v2/videos/auto?url=",
        "/api/content/manage/cleanup,POST /api/v2/system/storage/cleanup",
        "/api/v1/,GET /api/v2/stream/direct/auto?url=",
        "/api/v1,GET /api/v2/stream/direct/auto?url=",
        "//api//v3/meta/health/,GET /health"
    })
    void anOlderRouteNamesTheOneThatTookOver(String path, String now) {
        Failure failure = OlderNames.failure(path);
        assertThat(failure.reason()).isEqualTo(Reason.NO_SUCH_ROUTE);
        assertThat(failure.detail()).isEqualTo(now + " took over from it.");
    }

    @Test
    void whereNothingTookOverThatIsSaid() {
        assertThat(OlderNames.failure("/api/v3/concurrent/users/me/jobs").detail())
                .startsWith("Nothing took its place");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "/nowhere", "/api", "/api/v33", "/api/v4/videos", "/apiv3", "/api/vrchat/nothing"})
    void otherPathsAreJustNotThere(String path) {
        assertThat(OlderNames.failure(path).message()).isEqualTo("There is nothing at this address.");
    }

    @Test
    void everyNameIsListedOnce() {
        assertThat(OlderNames.ALL).extracting(Name::old).doesNotHaveDuplicates();
        assertThat(OlderNames.ALL)
                .extracting(Name::now)
                .allSatisfy(now -> assertThat(now).matches("|(GET|POST|DELETE) /\\S*"));
    }

    /** Downloads are described when they are built. */
    @Test
    void whatTookOverIsThere() {
        Set<String> described = Contract.load().operations().stream()
                .map(operation -> operation.method() + " " + operation.path())
                .collect(Collectors.toSet());
        assertThat(OlderNames.ALL)
                .extracting(name -> name.now().split("\\?", 2)[0])
                .filteredOn(now -> !now.isEmpty() && !DOWNLOADS.matcher(now).find())
                .isSubsetOf(described);
    }

    @Test
    void theMigrationPageHoldsTheTable() throws IOException {
        String rows = OlderNames.ALL.stream()
                .map(name -> "| `" + name.old() + "` | " + (name.now().isEmpty() ? "nothing" : "`" + name.now() + "`")
                        + " |\n")
                .collect(Collectors.joining());
        new GeneratedSection("migration.md", "older names")
                .mustBe("| older route, and what lies below it | took over |\n| --- | --- |\n" + rows);
    }
}
