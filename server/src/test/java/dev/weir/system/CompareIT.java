package dev.weir.system;

import static dev.weir.system.Running.ORIGIN;
import static dev.weir.system.Running.encode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.deploy.Commands;
import dev.weir.deploy.OldSystem;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `./weir compare` between a stand-in for an older system and the server. */
class CompareIT {
    private static final String PAGE = ORIGIN.http("/page/plain/v144.mp4");
    private static final String INFO = "/api/v2/videos/auto/" + encode(PAGE);

    @TempDir
    private Path folder;

    private OldSystem old;

    @BeforeEach
    void start() throws IOException {
        old = OldSystem.start();
    }

    @AfterEach
    void stop() {
        old.close();
    }

    @Test
    void answersOfTheSameFormDifferInNothing() throws Exception {
        old.document(INFO, """
                {"success": true, "message": "m", "timestamp": "t", "data": {"id": "1", "title": "other", "duration": 5,
                 "uploader": null, "formats": [{"format_id": "18", "url": "u", "fps": null}]}}
                """);
        Commands.Outcome outcome = compare("--url", INFO);
        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("GET " + INFO, " 0 differences that break clients");
    }

    @Test
    void aMissingFieldAnotherTypeAndAnotherStatusBreakClients() throws Exception {
        old.document(INFO, """
                {"success": true, "data": {"title": {"text": "t"}, "likes": 3, "formats": [{"format_id": 18}]}}
                """);
        old.document("/api/v2/nothing", "{}");
        Path list = Files.writeString(folder.resolve("list"), "# a remark\n\n" + INFO + "\n/api/v2/nothing\n");
        Commands.Outcome outcome = compare(list.toString(), "--json");
        assertThat(outcome.code()).isEqualTo(1);
        JsonObject report = new JsonObject(outcome.output());
        assertThat(report.getInteger("breaking")).isEqualTo(4);
        assertThat(texts(report, INFO))
                .contains(
                        "data.title is string, was object",
                        "data.likes is missing (was number)",
                        "data.formats[].format_id is string, was number");
        assertThat(texts(report, "/api/v2/nothing")).containsExactly("status 404, was 200");
    }

    @Test
    void everyRouteOfAVideoAndOfAPageIsAsked() throws Exception {
        compare("--url", PAGE, "--url", "youtube/dQw4w9WgXcQ", "--timeout", "20");
        assertThat(old.seen().stream().map(OldSystem.Seen::target))
                .contains(
                        "/",
                        "/health",
                        INFO,
                        "/api/v2/stream/proxy/youtube/dQw4w9WgXcQ?quality=360p",
                        "/api/v2/stream/batch",
                        "/api/vrchat/info?url=" + encode(PAGE));
    }

    @Test
    void aSystemThatDoesNotAnswerIsSaidSoInTime() throws Exception {
        Commands.Outcome outcome = run("127.0.0.1:" + Commands.freePort(), "127.0.0.1:" + old.port(), "--timeout", "5");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.output()).contains("the old one did not answer");
        assertThat(run("127.0.0.1:" + old.port(), "127.0.0.1:" + Commands.freePort())
                        .code())
                .isEqualTo(1);
        assertThat(run("ftp://x", "y").code()).isEqualTo(2);
        Commands.Outcome hanging = compare("--url", OldSystem.STREAM, "--timeout", "2");
        assertThat(hanging.output()).contains("was not done within 2 s");
    }

    private static List<String> texts(JsonObject report, String target) {
        return report.getJsonArray("routes").stream()
                .map(JsonObject.class::cast)
                .filter(route -> route.getString("target").equals(target))
                .flatMap(route -> route.getJsonArray("differences").stream())
                .map(difference -> ((JsonObject) difference).getString("text"))
                .toList();
    }

    private Commands.Outcome compare(String... more) throws Exception {
        return run("127.0.0.1:" + old.port(), "http://127.0.0.1:" + Running.WEIR.port(), more);
    }

    private Commands.Outcome run(String first, String second, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("./weir", "compare", first, second));
        command.addAll(List.of(more));
        return Commands.run(Commands.ROOT, Map.of("PATH", Commands.PATH), Duration.ofSeconds(90), command);
    }
}
