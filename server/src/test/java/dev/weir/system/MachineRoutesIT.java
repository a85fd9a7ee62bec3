package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.GeneratedSection;
import dev.weir.app.Weir;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server tells of its machine, its storage and its counts. */
class MachineRoutesIT {
    private static final Pattern FAMILY = Pattern.compile("(?m)^# HELP (\\S+) (.*)\\n# TYPE \\S+ (\\S+)$");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|");

    @TempDir
    private static Path top;

    private static Path downloads;
    private static Weir weir;

    @BeforeAll
    static void start() throws Exception {
        downloads = Files.createDirectories(top.resolve("downloads"));
        weir = Running.start(Map.of(
                "DOWNLOAD_DIRECTORY",
                downloads.toString(),
                "RATE_LIMIT_MAX_REQUESTS",
                "77777",
                "TEMP_RETENTION_HOURS",
                "3",
                "API_KEYS",
                "secret-key-0123456789"));
    }

    @AfterAll
    static void stop() {
        if (weir != null) {
            weir.close();
        }
    }

    @Test
    void storageIsCountedAndOldFilesAreRemoved() throws Exception {
        Path old = write("youtube/old.mp4", Duration.ofHours(5));
        Path recent = write("recent.mp4", Duration.ofHours(1));
        Path outside = Files.write(top.resolve("outside"), new byte[1 << 20]);
        Files.setLastModifiedTime(outside, FileTime.from(Instant.EPOCH));
        Files.createSymbolicLink(downloads.resolve("link"), outside);
        JsonObject before = json("GET", "/api/v2/system/storage");
        assertThat(before.getInteger("file_count")).isEqualTo(2);
        assertThat(before.getDouble("oldest_file_age_hours")).isBetween(4.9, 5.1);
        assertThat(before.getDouble("used_space_gb")).isBetween(0.003, 0.005);
        assertThat(before.getDouble("total_space_gb")).isGreaterThan(before.getDouble("available_space_gb"));
        JsonObject cleaned = json("POST", "/api/v2/system/storage/cleanup");
        assertThat(cleaned.getBoolean("success")).isTrue();
        assertThat(cleaned.getString("message")).isEqualTo("Removed 1 files (2.0 MiB) older than 3 hours.");
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
        assertThat(outside).exists();
        JsonObject after = json("GET", "/api/v2/system/storage");
        assertThat(after.getInteger("file_count")).isEqualTo(1);
        Files.delete(recent);
        JsonObject empty = json("GET", "/api/v2/system/storage");
        assertThat(empty.containsKey("oldest_file_age_hours")).isTrue();
        assertThat(empty.getValue("oldest_file_age_hours")).isNull();
    }

    @Test
    void statisticsHoldTheMachineAndNoSecret() throws Exception {
        JsonObject stats = json("GET", "/api/v2/system/stats");
        assertThat(stats.fieldNames())
                .containsExactlyInAnyOrder("success", "system", "storage", "redis", "config", "timestamp");
        JsonObject system = stats.getJsonObject("system");
        assertThat(system.containsKey("cpu_percent")).isTrue();
        assertThat(system.getJsonObject("memory").getDouble("total_gb"))
                .isGreaterThan(system.getJsonObject("memory").getDouble("available_gb"));
        assertThat(system.getJsonObject("memory").getDouble("percent")).isBetween(0.0, 100.0);
        assertThat(system.getJsonObject("disk").fieldNames())
                .containsExactlyInAnyOrder("total_gb", "free_gb", "percent");
        assertThat(stats.getJsonObject("redis").getString("status")).isEqualTo("not configured");
        assertThat(stats.getJsonObject("config").getInteger("rate_limit_max_requests"))
                .isEqualTo(77_777);
        assertThat(stats.encode()).doesNotContain("secret", top.toString());
    }

    @Test
    void healthCountsMemoryInWholeMebibytesAndStorageCompletely() throws Exception {
        JsonObject health = json("GET", "/health");
        JsonObject memory = health.getJsonObject("memory");
        assertThat(memory.fieldNames()).containsExactlyInAnyOrder("alloc_mb", "total_alloc_mb", "sys_mb", "num_gc");
        assertThat(memory.getMap().values())
                .allSatisfy(number -> assertThat(number).isInstanceOfAny(Integer.class, Long.class));
        assertThat(memory.getLong("total_alloc_mb")).isGreaterThanOrEqualTo(memory.getLong("alloc_mb"));
        assertThat(health.getJsonObject("storage").fieldNames())
                .containsExactlyInAnyOrder(
                        "used_gb",
                        "available_gb",
                        "total_gb",
                        "file_count",
                        "memory_usage_percent",
                        "disk_usage_percent");
    }

    @Test
    void theSeedsFiguresComeFromTheSameCounts() throws Exception {
        json("GET", "/api/v2/videos/youtube/plain_00901");
        json("GET", "/api/v2/videos/youtube/plain_00901");
        for (String path : new String[] {"/api/v2/stream/metrics", "/performance/stats"}) {
            JsonObject figures = json("GET", path).getJsonObject("data");
            assertThat(figures.fieldNames())
                    .contains(
                            "total_requests",
                            "cache_hits",
                            "cache_misses",
                            "cache_hit_rate",
                            "average_latency_ms",
                            "total_bytes_served",
                            "active_streams");
            assertThat(figures.getLong("cache_hits")).isPositive();
            assertThat(figures.getDouble("cache_hit_rate"))
                    .isCloseTo(
                            100.0
                                    * figures.getLong("cache_hits")
                                    / (figures.getLong("cache_hits") + figures.getLong("cache_misses")),
                            within(1e-6));
        }
    }

    /** Every metric of the server stands in docs/metrics.md, and nothing else does; a shared server counts by being asked for, even where it is away. */
    @Test
    void theListOfMetricsIsComplete() throws Exception {
        try (Weir asked = Running.start(Map.of("REDIS_URL", "redis://127.0.0.1:1"))) {
            send(asked, "GET", "/api/v2/stream/proxy/youtube/plain______?quality=144p");
            send(asked, "GET", "/api/v2/stream/proxy/youtube/dead_______");
            send(asked, "POST", "/api/v2/system/storage/cleanup", "Origin", "https://elsewhere.example");
            compare(new String(send(asked, "GET", "/metrics").body(), StandardCharsets.UTF_8));
        }
    }

    private static void compare(String text) throws IOException {
        Map<String, String> families = new TreeMap<>();
        for (Matcher family = FAMILY.matcher(text); family.find(); ) {
            families.put(
                    family.group(1),
                    "| `" + family.group(1) + "` | " + family.group(3) + " | " + labels(text, family.group(1)) + " | "
                            + family.group(2) + (family.group(1).endsWith("_max") ? ", the longest of late" : "")
                            + " |\n");
        }
        assertThat(families).hasSizeGreaterThan(20);
        new GeneratedSection("metrics.md", "metrics")
                .mustBe("| metric | type | labels | meaning |\n| --- | --- | --- | --- |\n"
                        + families.entrySet().stream()
                                .filter(family -> family.getKey().startsWith("weir_"))
                                .map(Map.Entry::getValue)
                                .collect(Collectors.joining()));
        assertThat(DOCUMENTED
                        .matcher(Files.readString(Path.of("../docs/metrics.md")))
                        .results()
                        .map(found -> found.group(1)))
                .containsAll(families.keySet());
    }

    private static String labels(String text, String family) {
        TreeSet<String> labels = new TreeSet<>();
        Matcher lines = Pattern.compile("(?m)^" + family + "(?:_bucket|_count|_sum|_total)?\\{([^}]*)}")
                .matcher(text);
        while (lines.find()) {
            for (String label : lines.group(1).split(",(?=[a-z_]+=)", -1)) {
                labels.add(label.substring(0, label.indexOf('=')));
            }
        }
        labels.remove("le");
        return labels.isEmpty() ? "" : "`" + String.join("`, `", labels) + "`";
    }

    private static Path write(String name, Duration age) throws IOException {
        Path file = downloads.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[2 << 20]);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private static JsonObject json(String method, String path) throws Exception {
        HttpResponse<byte[]> answer = send(weir, method, path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new JsonObject(new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static HttpResponse<byte[]> send(Weir to, String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Running.HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
