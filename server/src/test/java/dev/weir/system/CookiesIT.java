package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.app.Weir;
import dev.weir.config.SettingsReader;
import dev.weir.config.SettingsResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cookies from their upload to the sites, through the real yt-dlp, and what is never seen of them. */
class CookiesIT {
    private static final Path PLUGINS =
            Path.of("src/test/resources/yt-dlp-plugins-cookies/weircookies/yt_dlp_plugins/extractor/weircookies.py");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** All that any test was told. */
    private static final List<String> ANSWERS = new ArrayList<>();

    @TempDir
    private static Path temp;

    private static AccountSites sites;
    private static RecordedLog log;
    private static Weir weir;
    private static Path cookies;
    private static Path audit;
    private static int videos;

    @BeforeAll
    static void start() throws Exception {
        log = new RecordedLog();
        sites = new AccountSites();
        Path plugin = temp.resolve("plugins/weircookies/yt_dlp_plugins/extractor/weircookies.py");
        Files.createDirectories(plugin.getParent());
        Files.copy(PLUGINS, plugin);
        Files.writeString(plugin.resolveSibling("port.txt"), Integer.toString(sites.port()));
        cookies = temp.resolve("cookies");
        audit = temp.resolve("audit.log");
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOST", "127.0.0.1",
                "PORT", "0",
                "YTDLP_PYTHON", System.getProperty("weir.python"),
                "YTDLP_PLUGIN_DIRS", temp.resolve("plugins").toString(),
                "YTDLP_WORKERS", "1",
                "YTDLP_TIMEOUT", "20s",
                "EGRESS_ALLOW", "127.0.0.0/8",
                "COOKIES_DIRECTORY", cookies.toString(),
                "AUTH_STATUS_TTL", "0",
                "SHUTDOWN_TIMEOUT", "1s"));
        environment.put("RATE_LIMIT_ENABLED", "false");
        environment.put("AUDIT_LOG_PATH", audit.toString());
        weir = switch (new SettingsReader("test", Path.of("python3")).read(environment)) {
            case SettingsResult.Loaded loaded ->
                Weir.start(loaded.settings(), name -> List.of(InetAddress.ofLiteral("127.0.0.1")));
            case SettingsResult.Rejected rejected -> throw new IllegalStateException(rejected.toString());
        };
        weir.extraction().get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void nothingSecretWasShownOrLogged() throws Exception {
        try {
            String metrics = send("GET", "/metrics", null).body();
            assertThat(metrics).contains("weir_cookies_state{platform=\"youtube\",state=\"absent\"} 1.0");
            assertThat(String.join("\n", ANSWERS)).hasSizeGreaterThan(10_000).doesNotContain("s3cret");
            assertThat(log.text()).contains("cookies of youtube").doesNotContain("s3cret");
            weir.close();
            assertThat(audit).content().contains("cookies_put").doesNotContain("s3cret");
        } finally {
            weir.close();
            sites.close();
            log.close();
        }
    }

    @AfterEach
    void signOut() throws Exception {
        assertThat(send("DELETE", "/api/v2/auth/cookies/youtube", null).statusCode())
                .isEqualTo(200);
        assertThat(send("DELETE", "/api/v2/auth/cookies/x", null).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + weir.port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer =
                HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
        ANSWERS.add(answer.headers() + answer.body());
        return answer;
    }

    private static JsonObject json(String method, String path, String body, String... headers) throws Exception {
        HttpResponse<String> answer = send(method, path, body, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static JsonObject put(String body, String... headers) throws Exception {
        return json("PUT", "/api/v2/auth/cookies/youtube", body, headers);
    }

    private static String netscape(String secret) {
        long end = Instant.now().getEpochSecond() + 100 * 24 * 3600;
        return "# Netscape HTTP Cookie File\n"
                + "#HttpOnly_.youtube.com\tTRUE\t/\tFALSE\t" + end + "\tLOGIN_INFO\t" + secret + "\n"
                + ".youtube.com\tTRUE\t/\tFALSE\t" + end + "\tSAPISID\t" + secret + "2\n"
                + ".facebook.com\tTRUE\t/\tFALSE\t" + end + "\txs\ts3cret-foreign\n";
    }

    /** A video that nobody asked for before, of a kind. */
    private static String video(String kind) {
        return (kind + "___________").substring(0, 9) + (char) ('a' + videos / 26) + (char) ('a' + videos++ % 26);
    }

    private static HttpResponse<String> extract(String video) throws Exception {
        return send("GET", "/api/v2/videos/youtube/" + video, null);
    }

    private static String uploader(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonObject("data").getString("uploader");
    }

    private static JsonObject status() throws Exception {
        return json("GET", "/api/v2/auth/status", null)
                .getJsonObject("auth_status")
                .getJsonObject("youtube");
    }

    @Test
    void aVideoForMembersWorksAsSoonAsThereAreCookies() throws Exception {
        String video = video("members");
        HttpResponse<String> without = extract(video);
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("login_required");
        put(netscape(AccountSites.GOOD));
        assertThat(uploader(extract(video))).isEqualTo("a member");
        assertThat(status().getString("state")).isEqualTo("valid");

        json("DELETE", "/api/v2/auth/cookies/youtube", null);
        assertThat(extract(video("members")).statusCode()).isEqualTo(403);
        assertThat(uploader(extract(video("open"))))
                .as("what an extractor kept of the account")
                .isEqualTo("nobody");
    }

    @Test
    void anUploadIsExplainedAndKeptForItsOwnerAlone() throws Exception {
        JsonObject answer = put(netscape(AccountSites.GOOD), "Content-Type", "application/x-www-form-urlencoded");
        assertThat(answer.getBoolean("success")).isTrue();
        assertThat(answer.getString("platform")).isEqualTo("youtube");
        assertThat(answer.getString("state")).isEqualTo("valid");
        assertThat(answer.getJsonObject("counts"))
                .isEqualTo(new JsonObject()
                        .put("stored", 2)
                        .put("expired", 0)
                        .put("other_sites", 1)
                        .put("malformed", 0));
        assertThat(answer.getJsonArray("missing")).isEmpty();
        assertThat(answer.getJsonArray("warnings").encode()).contains("facebook.com");
        assertThat(answer.getJsonArray("cookies").getJsonObject(0).getString("name"))
                .isEqualTo("LOGIN_INFO");
        Path file = cookies.resolve("youtube_cookies.txt");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cookies)))
                .isEqualTo("rwx------");
        assertThat(Files.readString(file)).contains(AccountSites.GOOD).doesNotContain("facebook");
        String written = Files.readString(file);
        assertThat(uploader(extract(video("members")))).isEqualTo("a member");
        assertThat(Files.readString(file)).isEqualTo(written);
    }

    @Test
    void jsonOfExtensionsIsTakenWhateverItsContentType() throws Exception {
        JsonArray array = new JsonArray();
        for (String name : List.of("LOGIN_INFO", "SAPISID")) {
            array.add(new JsonObject()
                    .put("domain", ".youtube.com")
                    .put("name", name)
                    .put("value", AccountSites.GOOD)
                    .put("path", "/")
                    .put("secure", false)
                    .put("session", true));
        }
        for (String body :
                List.of(array.encode(), new JsonObject().put("cookies", array).encode())) {
            JsonObject answer = put(body, "Content-Type", "text/plain");
            assertThat(answer.getString("state")).isEqualTo("valid");
            assertThat(answer.getValue("expires_at")).isNull();
        }
        assertThat(uploader(extract(video("members")))).isEqualTo("a member");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|empty",
                "<html><title>s3cret</title></html>|web page",
                "'SQLite format 3\0s3cret'|not a text file",
                "'.x.com\tTRUE\t/\tTRUE\t0\tauth_token\ts3cret'|belongs to youtube",
                "'.youtube.com\tTRUE\t/\tTRUE\t1\tLOGIN_INFO\ts3cret'|expired",
                "'LOGIN_INFO=s3cret; SAPISID=s3cret'|Cookie header",
                "'[\"s3cret\"]'|is a cookie",
                "'{\"cookies\":\"s3cret\"}'|no list",
                "'[{\"s3cret'|cannot be read"
            })
    void badFilesGetOneSentence(String file, String part) throws Exception {
        HttpResponse<String> answer = send("PUT", "/api/v2/auth/cookies/youtube", file);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonObject failure = new JsonObject(answer.body());
        assertThat(failure.getString("reason")).isEqualTo("invalid_parameter");
        assertThat(failure.getString("error")).contains(part).endsWith(".");
        assertThat(status().getString("state")).isEqualTo("absent");
    }

    @Test
    void formsHugeBodiesAndUnknownPlatformsAreRefused() throws Exception {
        String form = "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"cookies.txt\"\r\n\r\n"
                + netscape(AccountSites.GOOD) + "\r\n--x--\r\n";
        HttpResponse<String> multipart =
                send("PUT", "/api/v2/auth/cookies/youtube", form, "Content-Type", "multipart/form-data; boundary=x");
        assertThat(multipart.statusCode()).isEqualTo(400);
        assertThat(multipart.body()).contains("That is a form");
        assertThat(send("PUT", "/api/v2/auth/cookies/youtube", "#".repeat(1_100_000))
                        .statusCode())
                .isEqualTo(413);
        for (String path : List.of("cookies/nosuch", "cookies/..", "cookies/youtube%2f..", "cookies/YOU%00TUBE")) {
            HttpResponse<String> answer = send("PUT", "/api/v2/auth/" + path, netscape(AccountSites.GOOD));
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.body()).as(path).contains("invalid_parameter", "bilibili");
        }
        assertThat(send("POST", "/api/v2/auth/cookies/youtube", "x").statusCode())
                .isEqualTo(405);
        assertThat(send("GET", "/api/v2/auth/cookies/youtube", null).statusCode())
                .isEqualTo(405);
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldWithoutItsPath() throws Exception {
        put(netscape(AccountSites.GOOD));
        Path aside = Files.move(cookies, temp.resolve("aside"));
        Files.writeString(cookies, "not a folder");
        try {
            HttpResponse<String> answer = send("PUT", "/api/v2/auth/cookies/youtube", netscape(AccountSites.GOOD));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("AUTH_STATUS_FAILED");
            assertThat(status().getBoolean("present")).isFalse();
        } finally {
            Files.delete(cookies);
            Files.move(aside, cookies);
        }
        assertThat(status().getString("state")).isEqualTo("valid");
    }

    @Test
    void cookiesThatSpoilAVideoAreLeftOutAndReported() throws Exception {
        put(netscape(AccountSites.BAD));
        assertThat(uploader(extract(video("spoilt")))).isEqualTo("nobody");
        JsonObject status = status();
        assertThat(status.getString("state")).isEqualTo("rejected");
        assertThat(status.getBoolean("present")).isTrue();
        assertThat(status.getBoolean("valid")).isFalse();
        assertThat(status.getBoolean("authenticated")).isFalse();
        String next = video("spoilt");
        assertThat(uploader(extract(next))).isEqualTo("nobody");
        assertThat(sites.visits(next))
                .singleElement()
                .satisfies(visit -> assertThat(visit.cookies()).isEqualTo("null"));
        put(netscape(AccountSites.GOOD));
        assertThat(status().getString("state")).isEqualTo("valid");
        assertThat(uploader(extract(video("members")))).isEqualTo("a member");
    }

    @Test
    void aSessionThatTheSiteEndedIsReported() throws Exception {
        put(netscape(AccountSites.BAD));
        assertThat(extract(video("rotated")).statusCode()).isEqualTo(200);
        assertThat(status().getString("state")).isEqualTo("rejected");
    }

    @Test
    void expiredCookiesAreNotSent() throws Exception {
        Files.createDirectories(cookies);
        Files.writeString(
                cookies.resolve("youtube_cookies.txt"),
                netscape(AccountSites.GOOD).replaceAll("\t\\d{10}\t", "\t1700000000\t"));
        assertThat(status().getString("state")).isEqualTo("expired");
        assertThat(status().getString("expires_at")).isEqualTo("2023-11-14T22:13:20Z");
        String video = video("open");
        assertThat(uploader(extract(video))).isEqualTo("nobody");
        assertThat(sites.visits(video)).hasSize(1);
    }

    @Test
    void aFileReplacedOnDiskCountsWithoutARestart() throws Exception {
        Files.createDirectories(cookies);
        Path file = cookies.resolve("youtube_cookies.txt");
        Files.writeString(file, netscape(AccountSites.BAD));
        assertThat(extract(video("members")).statusCode()).isEqualTo(403);
        assertThat(status().getString("state")).isEqualTo("rejected");
        Path replacement = Files.writeString(temp.resolve("new.txt"), netscape(AccountSites.GOOD));
        Files.move(replacement, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        assertThat(uploader(extract(video("members")))).isEqualTo("a member");
        assertThat(status().getString("state")).isEqualTo("valid");
    }

    @Test
    void cookiesStayWithTheirSite() throws Exception {
        put(netscape(AccountSites.GOOD));
        assertThat(extract("redirected1").statusCode()).isEqualTo(200);
        assertThat(sites.visits("redirected"))
                .anySatisfy(visit -> assertThat(visit.host()).isEqualTo("elsewhere.example"))
                .allSatisfy(visit -> assertThat(visit.cookies().contains(AccountSites.GOOD))
                        .isEqualTo(visit.host().equals("www.youtube.com")));

        assertThat(send("GET", "/api/v2/videos/twitter/1234567", null).statusCode())
                .isEqualTo(200);
        assertThat(sites.visits("1234567")).isNotEmpty();
        assertThat(sites.visits("/visit")).isNotEmpty();
        for (AccountSites.Visit visit : sites.visits) {
            if (visit.path().equals("/visit") || visit.host().equals("api.x.com")) {
                assertThat(visit.cookies()).doesNotContain(AccountSites.GOOD);
            }
        }
    }

    @Test
    void mediaGetsCookiesWhereItsHostIsTheSites() throws Exception {
        put(netscape(AccountSites.GOOD));
        String video = video("members");
        for (String quality : List.of("360p", "720p")) {
            HttpResponse<String> film =
                    send("GET", "/api/v2/stream/proxy/youtube/" + video + "?quality=" + quality, null);
            assertThat(film.statusCode()).isEqualTo(200);
            assertThat(film.body()).hasSize(AccountSites.FILM.length);
        }
        assertThat(sites.visits("/film/media"))
                .isNotEmpty()
                .allSatisfy(visit -> assertThat(visit.cookies()).contains("LOGIN_INFO=" + AccountSites.GOOD));
        assertThat(sites.visits("/film/cdn"))
                .isNotEmpty()
                .allSatisfy(visit -> assertThat(visit.cookies()).isEqualTo("null"));
    }

    @Test
    void theOtherDocumentsHaveTheFieldsClientsKnow() throws Exception {
        JsonObject status = json("GET", "/api/v2/auth/status", null);
        assertThat(status.getJsonObject("auth_status").fieldNames())
                .containsExactly("youtube", "bilibili", "twitter", "instagram", "twitch");
        assertThat(status.getJsonObject("summary"))
                .isEqualTo(new JsonObject()
                        .put("total_platforms", 5)
                        .put("authenticated_platforms", 0)
                        .put("platforms_with_cookies", 0));
        assertThat(status.getJsonObject("auth_status").getJsonObject("twitch").fieldNames())
                .contains("authenticated", "cookies_file", "has_config", "present", "valid", "expires_at");
        JsonObject guide = json("GET", "/api/v2/auth/guide", null);
        assertThat(guide.getString("cookie_files_location")).isEqualTo("COOKIES_DIRECTORY/");
        assertThat(guide.getJsonObject("setup_guide").fieldNames()).contains("youtube", "general");
        assertThat(guide.getJsonObject("benefits").fieldNames()).contains("instagram", "general");
        assertThat(guide.getJsonArray("supported_formats")).isNotEmpty();
        assertThat(guide.getJsonArray("recommended_extensions")).isNotEmpty();
        JsonObject platform = json("GET", "/api/v2/auth/platforms/X", null);
        assertThat(platform.getString("platform")).isEqualTo("twitter");
        assertThat(platform.getJsonObject("authentication").getBoolean("cookies_available"))
                .isFalse();
        assertThat(platform.getJsonObject("files").getString("expected_location"))
                .isEqualTo("COOKIES_DIRECTORY/twitter_cookies.txt");
        assertThat(platform.getString("setup_guide")).contains("x.com");
        assertThat(platform.getString("priority")).startsWith("Medium");
        assertThat(send("GET", "/api/v2/auth/platforms/nosuch", null).statusCode())
                .isEqualTo(400);
        JsonObject template = json("POST", "/api/v2/auth/template/bilibili", "");
        assertThat(template.getString("template_file")).isEqualTo("COOKIES_DIRECTORY/bilibili_cookies_template.txt");
        assertThat(template.getJsonArray("instructions")).hasSize(4);
        assertThat(cookies.resolve("bilibili_cookies_template.txt")).isRegularFile();
        JsonObject none = json("DELETE", "/api/v2/auth/cookies/twitch", null);
        assertThat(none.getString("action")).isEqualTo("none_required");
        put(netscape(AccountSites.GOOD));
        assertThat(json("DELETE", "/api/v2/auth/cookies/youtube", null).getString("action"))
                .isEqualTo("cookies_deleted");
        assertThat(cookies.toAbsolutePath().toString())
                .satisfies(path -> assertThat(ANSWERS).noneMatch(answer -> answer.contains(path)));
    }
}
