package dev.weir.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of metrics is the list of what a running server tells. */
class MetricsIT {
    private static final Path LIST = Path.of("../docs/metrics.md");
    private static final Pattern LISTED = Pattern.compile("`((?:weir|jvm)_[a-z_]+)`");
    private static final Pattern TOLD = Pattern.compile("# TYPE (\\S+) \\S+");

    /** Of a shared server, of refusals and collections that need not have happened yet, and of the log that tests do not set up. */
    private static final Set<String> NOT_ALWAYS = Set.of(
            "weir_redis_state",
            "weir_redis_commands_seconds",
            "weir_refused_total",
            "weir_log_dropped_total",
            "jvm_gc_pause_seconds",
            "jvm_gc_concurrent_phase_time_seconds");

    @Test
    void theListIsTrue() throws Exception {
        Running.get("/api/v2/stream/proxy/youtube/plain______");
        Running.get("/api/v2/stream/proxy/youtube/dead_______");
        Running.get("/api/v2/playlists/youtube/PLshort_0000001?limit=1");
        Set<String> told = names(TOLD, new String(Running.get("/metrics").body(), StandardCharsets.UTF_8)).stream()
                .map(name -> name.replaceFirst("_max$", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> listed = names(LISTED, Files.readString(LIST));
        assertThat(listed).containsAll(told);
        listed.removeAll(NOT_ALWAYS);
        assertThat(told).containsAll(listed);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
