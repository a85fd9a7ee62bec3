package dev.weir.system;

import dev.weir.app.Weir;
import dev.weir.config.Settings;
import dev.weir.config.SettingsReader;
import dev.weir.config.SettingsResult;
import dev.weir.origin.Media;
import dev.weir.origin.Origin;
import dev.weir.origin.TestCa;
import dev.weir.security.egress.HostResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One server and one origin, started once for all tests that do not need their own. */
final class Running {
    /** Of what a name that only the stand-ins for the sites answer to resolves to; nobody dials it. */
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("93.184.216.34");

    private static final Path PLUGINS = Path.of("src/test/resources/yt-dlp-plugins-sites");

    static final Media MEDIA = Media.make();
    static final Origin ORIGIN;
    static final Weir WEIR;
    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Path FOLDER;
    private static final Path CA_FILE;

    static {
        try {
            TestCa ca = TestCa.make();
            FOLDER = Files.createTempDirectory("weir-system");
            CA_FILE = ca.writePem(FOLDER);
            ORIGIN = Origin.start(MEDIA, ca);
            copyPlugins();
            WEIR = start(Map.of());
        } catch (Exception e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Running() {}

    /** Another server at the same origin, with these settings over the usual ones. */
    static Weir start(Map<String, String> more) throws Exception {
        Weir weir = Weir.start(settings(more), names());
        weir.extraction().get(60, TimeUnit.SECONDS);
        return weir;
    }

    static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HOST", "127.0.0.1",
                "PORT", "0",
                "AUDIT_LOG_PATH", FOLDER.resolve("logs/audit.log").toString(),
                "YTDLP_PYTHON", System.getProperty("weir.python"),
                "YTDLP_PLUGIN_DIRS", FOLDER.resolve("plugins").toString(),
                "YTDLP_TIMEOUT", "15s",
                "EGRESS_ALLOW", "127.0.0.0/8",
                "EGRESS_CA_FILE", CA_FILE.toString(),
                "ALLOWED_PLATFORMS", "youtube,bilibili,twitter,instagram,twitch,*,generic"));
        environment.putAll(Map.of(
                "COOKIES_DIRECTORY", FOLDER.resolve("cookies").toString(),
                "DOWNLOAD_DIRECTORY", FOLDER.resolve("downloads").toString(),
                "UPSTREAM_IDLE_TIMEOUT", "1s",
                "UPSTREAM_CONNECT_TIMEOUT", "1s",
                "CLIENT_IDLE_TIMEOUT", "1s",
                "SHUTDOWN_TIMEOUT", "1s",
                "RATE_LIMIT_MAX_REQUESTS", "1000000"));
        environment.putAll(more);
        return environment;
    }

    static URI url(String path) {
        return URI.create("http://127.0.0.1:" + WEIR.port() + path);
    }

    /** `/api/v2/stream/proxy/auto/...` for a page of the origin that shows this file with this behaviour. */
    static String proxyOf(String behaviour, String file) {
        return "/api/v2/stream/proxy/auto/" + encode(ORIGIN.http("/page/" + behaviour + "/" + file)) + "?quality=best";
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    static HttpResponse<byte[]> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Settings settings(Map<String, String> more) {
        return switch (new SettingsReader("test", Path.of("python3")).read(environment(more))) {
            case SettingsResult.Loaded loaded -> loaded.settings();
            case SettingsResult.Rejected rejected -> throw new IllegalStateException(rejected.toString());
        };
    }

    private static HostResolver names() {
        return name -> name.equals(Origin.PEERTUBE)
                ? List.of(InetAddress.ofLiteral(Origin.PEERTUBE_ADDRESS))
                : List.of(ELSEWHERE);
    }

    private static void copyPlugins() throws IOException {
        try (var files = Files.walk(PLUGINS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = FOLDER.resolve("plugins").resolve(PLUGINS.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                Files.writeString(copy.resolveSibling("origin.txt"), ORIGIN.http(""));
            }
        }
    }
}
