package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.Weir;
import dev.weir.openapi.Answers;
import dev.weir.openapi.Contract;
import dev.weir.openapi.Contract.Operation;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of the interface and the running server say the same. */
class InterfaceIT {
    private static final Contract CONTRACT = Contract.load();
    private static final Answers ANSWERS = new Answers(CONTRACT);

    @TempDir
    private static Path folder;

    /** One whose cookies and downloads may be changed. */
    private static Weir changed;

    @BeforeAll
    static void start() throws Exception {
        changed = Running.start(Map.of(
                "COOKIES_DIRECTORY", folder.resolve("cookies").toString(),
                "DOWNLOAD_DIRECTORY", folder.resolve("downloads").toString()));
    }

    @AfterAll
    static void stop() {
        changed.close();
    }

    @Test
    void everyRouteIsDescribed() {
        List<String> undescribed = Running.WEIR.routes().entrySet().stream()
                .flatMap(route -> route.getValue().stream()
                        // Every GET is a HEAD, too; the document says so once.
                        .filter(method -> !method.equals("HEAD"))
                        .filter(method -> CONTRACT.operations().stream()
                                .noneMatch(operation -> operation.method().equals(method)
                                        && RouteTemplates.covers(route.getKey(), operation.path())))
                        .map(method -> method + " " + route.getKey()))
                .toList();
        assertThat(undescribed).isEmpty();
    }

    @Test
    void everyOperationIsThere() {
        assertThat(CONTRACT.operations())
                .filteredOn(operation -> !RouteTemplates.serve(operation, Running.WEIR.routes()))
                .isEmpty();
    }

    @Test
    void everyRouteForGetIsOneForHead() {
        assertThat(Running.WEIR.routes().values())
                .allSatisfy(methods -> assertThat(methods.contains("HEAD")).isEqualTo(methods.contains("GET")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | /                                                | / |
            200 | /weir.css                                        | /weir.css |
            200 | /docs                                            | /docs |
            200 | /docs/weir-docs.js                               | /docs/weir-docs.js |
            200 | /docs/swagger-ui.css                             | /docs/swagger-ui.css |
            200 | /docs/swagger-ui-bundle.js                       | /docs/swagger-ui-bundle.js |
            200 | /openapi.yaml                                    | /openapi.yaml |
            200 | /openapi.json                                    | /openapi.json |
            302 | /docs/index.html                                 | /docs/index.html |
            302 | /redoc                                           | /redoc |
            302 | /swagger/index.html                              | /swagger/index.html |
            302 | /swagger/doc.json                                | /swagger/doc.json |
            200 | /health                                          | /health |
            200 | /api/v2/system/health                            | /api/v2/system/health |
            200 | /health/live                                     | /health/live |
            200 | /health/ready                                    | /health/ready |
            200 | /metrics                                         | /metrics |
            200 | /api/v2/stream/metrics                           | /api/v2/stream/metrics |
            200 | /performance/stats                               | /performance/stats |
            200 | /api/v2/system/version                           | /api/v2/system/version |
            200 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/plain______ |
            200 | /api/v2/videos/auto                              | /api/v2/videos/auto?url=PAGE |
            200 | /api/v2/videos/auto/{page_url}                   | /api/v2/videos/auto/PAGE |
            400 | /api/v2/videos/auto                              | /api/v2/videos/auto?url=ftp%3A%2F%2Fhost%2Ffile |
            400 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/short |
            403 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/locked_____ |
            403 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/adults_____ |
            403 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/members____ |
            403 | /api/v2/videos/auto                              | /api/v2/videos/auto?url=http%3A%2F%2F10.0.0.1%2Fx |
            404 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/unknown____ |
            409 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/later______ |
            410 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/removed____ |
            414 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/LONG |
            422 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/drm________ |
            451 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/abroad_____ |
            503 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/robot______ |
            503 | /api/v2/videos/{platform}/{video_id}             | /api/v2/videos/youtube/toomany____ |
            200 | /api/v2/stream/proxy/{platform}/{video_id}       | /api/v2/stream/proxy/youtube/plain______?download=true |
            200 | /api/v2/stream/proxy/{platform}/{video_id}       | /api/v2/stream/proxy/youtube/plain______?audio_only=true |
            206 | /api/v2/stream/proxy/{platform}/{video_id}       | /api/v2/stream/proxy/youtube/plain______ | Range: bytes=0-99
            206 | /api/v2/stream/proxy/{platform}/{video_id}       | /api/v2/stream/proxy/youtube/plain______ | Range: bytes=0-9,5000-5009
            412 | /api/v2/stream/proxy/{platform}/{video_id}       | /api/v2/stream/proxy/youtube/plain______ | If-Match: "other"
            304 | /api/v2/stream/proxy/{platform}/{video_id}       | /api/v2/stream/proxy/youtube/plain______ | If-None-Match: *
            416 | /api/v2/stream/proxy/{platform}/{video_id}       | /api/v2/stream/proxy/youtube/plain______ | Range: bytes=99999999-
            404 | /api/v2/stream/proxy/{platform}/{video_id}       | /api/v2/stream/proxy/youtube/plain______?codec=av1 |
            502 | /api/v2/stream/proxy/{platform}/{video_id}       | /api/v2/stream/proxy/youtube/dead_______ |
            503 | /api/v2/stream/proxy/{platform}/{video_id}       | /api/v2/stream/proxy/youtube/limited____ |
            504 | /api/v2/stream/proxy/{platform}/{video_id}       | /api/v2/stream/proxy/youtube/silent_____ |
            200 | /api/v2/stream/proxy/auto                        | /api/v2/stream/proxy/auto?url=PAGE |
            200 | /api/v2/stream/proxy/auto/{page_url}             | /api/v2/stream/proxy/auto/PAGE |
            302 | /api/v2/stream/direct/{platform}/{video_id}      | /api/v2/stream/direct/youtube/plain______ |
            302 | /api/v2/stream/direct/{platform}/{video_id}      | /api/v2/stream/direct/youtube/plain______?no_cache=true |
            302 | /api/v2/stream/direct/auto                       | /api/v2/stream/direct/auto?url=PAGE |
            302 | /api/v2/stream/direct/auto/{page_url}            | /api/v2/stream/direct/auto/PAGE |
            302 | /api/v2/stream/{platform}/{video_id}             | /api/v2/stream/youtube/plain______ |
            200 | /api/v2/stream/{platform}/{video_id}             | /api/v2/stream/youtube/plain______?mode=proxy |
            302 | /api/v2/stream/auto                              | /api/v2/stream/auto?url=PAGE |
            302 | /api/v2/stream/auto/{page_url}                   | /api/v2/stream/auto/PAGE |
            302 | /api/v2/stream/auto/{platform}/{video_id}        | /api/v2/stream/auto/youtube/plain______?device=tablet |
            400 | /api/v2/stream/auto/{platform}/{video_id}        | /api/v2/stream/auto/youtube/plain______?bandwidth=0 |
            200 | /api/v2/stream/info/{platform}/{video_id}        | /api/v2/stream/info/youtube/plain______ |
            200 | /api/v2/stream/info/auto                         | /api/v2/stream/info/auto?url=PAGE |
            200 | /api/v2/stream/info/auto/{page_url}              | /api/v2/stream/info/auto/PAGE |
            302 | /api/v2/stream/url                               | /api/v2/stream/url?url=PAGE&proxy=true |
            400 | /api/v2/stream/url                               | /api/v2/stream/url |
            200 | /embed.css                                       | /embed.css |
            200 | /embed.js                                        | /embed.js |
            200 | /weir.js                                         | /weir.js |
            200 | /weir.svg                                        | /weir.svg |
            200 | /api/health                                      | /api/health |
            200 | /api/v2/system/stats                             | /api/v2/system/stats |
            200 | /api/v2/system/storage                           | /api/v2/system/storage |
            200 | /api/v2/stream/cache/stats                       | /api/v2/stream/cache/stats |
            200 | /api/v2/videos/stream-proxy                      | /api/v2/videos/stream-proxy?url=PAGE&player=avpro |
            206 | /api/v2/videos/stream-proxy                      | /api/v2/videos/stream-proxy?url=PAGE | Range: bytes=5-
            302 | /api/v2/videos/redirect                          | /api/v2/videos/redirect?url=PAGE |
            200 | /api/v2/stream/embed/{platform}/{video_id}       | /api/v2/stream/embed/youtube/plain______?width=640 |
            200 | /api/v2/stream/embed/auto                        | /api/v2/stream/embed/auto?url=PAGE |
            200 | /api/v2/stream/embed/auto/{page_url}             | /api/v2/stream/embed/auto/PAGE |
            400 | /api/v2/stream/embed/auto                        | /api/v2/stream/embed/auto?url=PAGE&width=1 |
            200 | /api/v2/auth/status                              | /api/v2/auth/status |
            200 | /api/v2/auth/guide                               | /api/v2/auth/guide |
            200 | /api/v2/auth/platforms/{platform}                | /api/v2/auth/platforms/youtube |
            400 | /api/v2/auth/platforms/{platform}                | /api/v2/auth/platforms/nowhere |
            302 | /api/vrchat/stream                               | /api/vrchat/stream?url=PAGE |
            302 | /api/vrchat/stream                               | /api/vrchat/stream?url=PAGE&format=proxy |
            200 | /api/vrchat/stream                               | /api/vrchat/stream?url=PAGE&format=json&player=unity |
            200 | /api/vrchat/info                                 | /api/vrchat/info?url=PAGE |
            200 | /api/vrchat/health                               | /api/vrchat/health |
            302 | /api/stream                                      | /api/stream?url=PAGE |
            200 | /api/stream                                      | /api/stream?url=PAGE&format=json |
            200 | /api/info                                        | /api/info?url=PAGE |
            200 | /api/formats                                     | /api/formats?url=PAGE |
            200 | /api/platforms                                   | /api/platforms |
            302 | /api/embed                                       | /api/embed?url=PAGE |
            404 | /api/info                                        | /api/info?url=GONE |
            200 | /api/v2/playlists/{platform}/{playlist_id}       | /api/v2/playlists/youtube/PLshort_0000001 |
            200 | /api/v2/playlists/auto                           | /api/v2/playlists/auto?url=LIST&limit=1 |
            200 | /api/v2/playlists/auto/{page_url}                | /api/v2/playlists/auto/LIST |
            400 | /api/v2/playlists/auto                           | /api/v2/playlists/auto?url=LIST&limit=0 |
            """)
    void answersAreAsDescribed(int status, String path, String target, String header) throws Exception {
        String page = Running.encode("https://www.youtube.com/watch?v=plain______");
        HttpResponse<byte[]> answer = Running.get(
                target.replace("PAGE", page)
                        .replace("LIST", Running.encode("https://www.youtube.com/playlist?list=PLshort_0000001"))
                        .replace("GONE", Running.encode("https://youtu.be/unknown____"))
                        .replace("LONG", "a".repeat(5000)),
                header == null ? new String[0] : header.split(": ", 2));
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        assertThat(ANSWERS.complaints(CONTRACT.operation("GET", path), answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            200 | POST   | /api/v2/videos/batch            | {"requests":[{"platform":"youtube","video_id":"plain______"},{"platform":"youtube","video_id":"x"}]}
            200 | POST   | /api/v2/videos/batch            | {"videos":[{"url":"https://youtu.be/plain______"}],"max_concurrent":2}
            400 | POST   | /api/v2/videos/batch            | {"requests":[],"videos":[]}
            200 | POST   | /api/v2/stream/batch            | [{"platform":"youtube","video_id":"plain______"},{"platform":"youtube","video_id":"unknown____"},{}]
            400 | POST   | /api/v2/stream/batch            | {}
            200 | POST   | /api/v2/videos/info             | {"url":"https://youtu.be/plain______","audio_only":true}
            404 | POST   | /api/v2/videos/info             | {"url":"https://youtu.be/unknown____"}
            400 | POST   | /api/v2/videos/info             | {"url":"https://youtu.be/plain______","more":1}
            200 | POST   | /api/v2/videos/stream           | {"url":"https://youtu.be/plain______","quality":"360p"}
            413 | POST   | /api/v2/videos/stream           | LONG
            400 | PUT    | /api/v2/auth/cookies/{platform} | <html></html>
            200 | PUT    | /api/v2/auth/cookies/{platform} | [{"domain":".youtube.com","name":"SID","value":"v","path":"/","expirationDate":4000000000}]
            200 | DELETE | /api/v2/auth/cookies/{platform} | NOTHING
            200 | DELETE | /api/v2/auth/cookies/{platform} | NOTHING
            200 | POST   | /api/v2/auth/template/{platform} | NOTHING
            200 | POST   | /api/v2/system/storage/cleanup  | NOTHING
            204 | DELETE | /api/v2/stream/cache            | NOTHING
            """)
    void requestsWithBodiesAreAnsweredAsDescribed(int status, String method, String path, String body)
            throws Exception {
        HttpResponse<byte[]> answer = send(changed, method, path, body);
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        assertThat(ANSWERS.complaints(CONTRACT.operation(method, path), answer)).isEmpty();
    }

    /** What keys, addresses and limits refuse is described for every operation that they stand before. */
    @ParameterizedTest
    @CsvSource({
        "API_KEY_ENABLED=true;API_KEYS=a-key-of-a-client-0001, 401",
        "ENABLE_IP_CONTROL=true;IP_BLOCKLIST=127.0.0.1, 403",
        "RATE_LIMIT_MAX_REQUESTS=1, 429"
    })
    void refusalsAreDescribedWhereverTheyHappen(String settings, int status) throws Exception {
        Map<String, String> more = Arrays.stream(settings.split(";", -1))
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        int refused = 0;
        try (Weir weir = Running.start(more)) {
            for (Operation operation : CONTRACT.operations()) {
                HttpResponse<byte[]> answer = send(weir, operation.method(), operation.path(), "NOTHING");
                if (answer.statusCode() == status) {
                    refused++;
                    assertThat(ANSWERS.complaints(operation, answer))
                            .as(operation.toString())
                            .isEmpty();
                }
            }
        }
        assertThat(refused).isGreaterThan(40);
    }

    private static HttpResponse<byte[]> send(Weir weir, String method, String path, String body) throws Exception {
        String target = path.replace("{platform}", "youtube")
                .replace("{video_id}", "plain______")
                .replace("{playlist_id}", "PLshort_0000001")
                .replace("{page_url}", Running.encode("https://youtu.be/plain______"));
        String sent = body.equals("NOTHING") ? "" : body.replace("LONG", "a".repeat(2 << 20));
        return Running.HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + weir.port() + target))
                        .method(method, HttpRequest.BodyPublishers.ofString(sent))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Whatever else is answered is the failure document at least. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /nowhere",
                "POST /health",
                "TRACE /health",
                "BREW /health",
                "DELETE /docs",
                "GET /api/v2/videos/youtube/%25zz"
            })
    void otherRequestsAreRefusedInTheSameDocument(String request) throws Exception {
        String[] words = request.split(" ", 2);
        HttpResponse<byte[]> answer = Running.send(words[0], words[1]);
        assertThat(answer.statusCode()).isIn(400, 404, 405);
        assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(answer.statusCode() == 405);
        assertThat(CONTRACT.complaints(
                        new JsonObject().put("$ref", "#/components/schemas/Failure"),
                        Json.decodeValue(new String(answer.body(), StandardCharsets.UTF_8))))
                .isEmpty();
    }

    @Test
    void theDocumentIsKeptByClients() throws Exception {
        for (String path : List.of("/openapi.yaml", "/openapi.json", "/docs", "/docs/swagger-ui-bundle.js")) {
            String tag = Running.get(path).headers().firstValue("ETag").orElseThrow();
            HttpResponse<byte[]> again = Running.get(path, "If-None-Match", tag);
            assertThat(again.statusCode()).isEqualTo(304);
            Operation operation = CONTRACT.operation("GET", path);
            assertThat(ANSWERS.complaints(operation, again)).isEmpty();
        }
    }

    @Test
    void bothFormsSayTheSame() throws Exception {
        JsonObject json = new JsonObject(new String(Running.get("/openapi.json").body(), StandardCharsets.UTF_8));
        assertThat(json).isEqualTo(CONTRACT.document());
    }

    @Test
    void otherAddressesOfTheDocumentationLeadToIt() throws Exception {
        for (Map.Entry<String, String> redirect : Map.of(
                        "/redoc", "/docs",
                        "/docs/", "/docs",
                        "/docs/index.html", "/docs",
                        "/swagger/index.html", "/docs",
                        "/swagger/doc.json", "/openapi.json")
                .entrySet()) {
            String location = Running.get(redirect.getKey())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            assertThat(Running.url(redirect.getKey()).resolve(location)).isEqualTo(Running.url(redirect.getValue()));
        }
    }

    @Test
    void theServiceDocumentNamesWhatIsThere() throws Exception {
        JsonObject endpoints =
                new JsonObject(new String(Running.get("/").body(), StandardCharsets.UTF_8)).getJsonObject("endpoints");
        Set<String> paths = CONTRACT.document().getJsonObject("paths").fieldNames();
        assertThat(endpoints.stream()
                        .map(entry -> String.valueOf(entry.getValue()).split("\\?", 2)[0]))
                .contains("/docs", "/openapi.yaml", "/metrics")
                .isSubsetOf(paths);
    }

    /** A check that finds nothing is worth nothing. */
    @Test
    void whatIsNotAsDescribedIsFound() throws Exception {
        Operation health = CONTRACT.operation("GET", "/health");
        Operation version = CONTRACT.operation("GET", "/api/v2/system/version");
        assertThat(ANSWERS.complaints(health, Running.get("/api/v2/system/version")))
                .isNotEmpty();
        assertThat(ANSWERS.complaints(version, Running.get("/metrics"))).isNotEmpty();
        assertThat(ANSWERS.complaints(health, Running.get("/nowhere"))).isNotEmpty();
    }
}
