package dev.weir.http.server;

import dev.weir.video.Failure;
import dev.weir.video.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Routes of the replaced Python system that are not kept, each with the route that took over. The one table of them. */
final class OlderNames {
    /**
     * One older route.
     *
     * @param old its path, with parameters in braces; whatever lies below it counts, too, unless a longer one fits
     * @param now the method and the route that took over, empty where nothing did
     */
    record Name(String old, String now) {

        /** Whether a path is this route, or below it. */
        boolean covers(List<String> path) {
            List<String> pattern = segments(old);
            if (path.size() < pattern.size()) {
                return false;
            }
            for (int i = 0; i < pattern.size(); i++) {
                if (!isParameter(pattern.get(i)) && !pattern.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        private int length() {
            return segments(old).size();
        }

        private long words() {
            return segments(old).stream().filter(part -> !isParameter(part)).count();
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{");
        }
    }

    private static final String VIDEO = "/{platform}/{video_id}";
    private static final String JOB = "GET /api/v2/jobs/{id}";
    private static final String NEW_JOB = "POST /api/v2/jobs";
    private static final String BY_PAGE = "GET /api/v2/videos/auto?url=";

    /** In the order of docs/migration.md. */
    static final List<Name> ALL = List.of(
            new Name("/api/v1", "GET /api/v2/stream/direct/auto?url="),
            new Name("/api/v3", "GET /"),
            new Name("/api/v3/meta/info", "GET /"),
            new Name("/api/v3/meta/routes", "GET /openapi.json"),
            new Name("/api/v3/meta/docs", "GET /docs"),
            new Name("/api/v3/meta/health", "GET /health"),
            new Name("/api/v3/streaming" + VIDEO, "GET /api/v2/stream" + VIDEO),
            new Name("/api/v3/streaming/proxy" + VIDEO, "GET /api/v2/stream/proxy" + VIDEO),
            new Name("/api/v3/streaming/info" + VIDEO, "GET /api/v2/stream/info" + VIDEO),
            new Name("/api/v3/streaming/embed" + VIDEO, "GET /api/v2/stream/embed" + VIDEO),
            new Name("/api/v3/streaming/health" + VIDEO, "GET /api/v2/stream/info" + VIDEO),
            new Name("/api/v3/streaming/test" + VIDEO, "GET /api/v2/stream/info" + VIDEO),
            new Name("/api/v3/streaming/cache", "DELETE /api/v2/stream/cache"),
            new Name("/api/v3/streaming/cache/stats", "GET /api/v2/stream/cache/stats"),
            new Name("/api/v3/streaming/diagnostics", "GET /health"),
            new Name("/api/v3/videos/{video_id}", "GET /api/v2/videos" + VIDEO),
            new Name("/api/v3/videos/info", "POST /api/v2/videos/info"),
            new Name("/api/v3/videos/batch/info", "POST /api/v2/videos/batch"),
            new Name("/api/v3/videos/batch/download", "POST /api/v2/videos/batch-download"),
            new Name("/api/v3/videos/download", "POST /api/v2/videos/download"),
            new Name("/api/v3/videos/tasks", JOB),
            new Name("/api/v3/videos/tasks/{task_id}", JOB),
            new Name("/api/v3/concurrent/download", NEW_JOB),
            new Name("/api/v3/concurrent/bilibili/download", NEW_JOB),
            new Name("/api/v3/concurrent/jobs/{job_id}", JOB),
            new Name("/api/v3/concurrent/users/{user_session}/jobs", ""),
            new Name("/api/v3/concurrent/test-concurrent", ""),
            new Name("/api/v3/concurrent/stats", "GET /api/v2/system/stats"),
            new Name("/api/v3/concurrent/bilibili/stats", "GET /api/v2/system/stats"),
            new Name("/api/v3/concurrent/health", "GET /health"),
            new Name("/api/v3/concurrent/bilibili/health", "GET /health"),
            new Name("/api/media", BY_PAGE),
            new Name("/api/media/details", BY_PAGE),
            new Name("/api/media/content/analyze", BY_PAGE),
            new Name("/api/media/format/available", "GET /api/formats?url="),
            new Name("/api/media/format/convert", NEW_JOB),
            new Name("/api/media/conversion/{conversion_id}/status", JOB),
            new Name("/api/media/conversion/{conversion_id}/download", "GET /api/v2/files/{name}"),
            new Name("/api/media/batch/analyze", "POST /api/v2/videos/batch"),
            new Name("/api/media/system/platforms", "GET /api/platforms"),
            new Name("/api/content", "GET /api/v2/stream" + VIDEO),
            new Name("/api/content/stream/optimize", "GET /api/v2/stream" + VIDEO),
            new Name("/api/content/process/queue", NEW_JOB),
            new Name("/api/content/process/{processing_id}/status", JOB),
            new Name("/api/content/process/{processing_id}/download", "GET /api/v2/files/{name}"),
            new Name("/api/content/manage/cleanup", "POST /api/v2/system/storage/cleanup"),
            new Name("/api/content/analytics/performance", "GET /performance/stats"),
            new Name("/stream/optimized" + VIDEO, "GET /api/v2/stream" + VIDEO),
            new Name("/batch/process", "POST /api/v2/videos/batch"),
            new Name("/health/detailed", "GET /health"),
            new Name("/performance/benchmark", ""));

    /** The longest first, and of those the one with the most fixed words. */
    private static final List<Name> NEAREST_FIRST = ALL.stream()
            .sorted(Comparator.comparingInt(Name::length)
                    .thenComparingLong(Name::words)
                    .reversed())
            .toList();

    private OlderNames() {}

    /** Why there is nothing at a path, and where to go instead. */
    static Failure failure(String path) {
        List<String> asked = segments(path);
        return NEAREST_FIRST.stream()
                .filter(name -> name.covers(asked))
                .findFirst()
                .map(OlderNames::moved)
                .orElseGet(() -> Failure.of(
                        Reason.NO_SUCH_ROUTE, "There is nothing at this address.", "GET / lists what there is."));
    }

    private static Failure moved(Name name) {
        return Failure.of(
                Reason.NO_SUCH_ROUTE,
                "This address belongs to an older system, and is not kept.",
                name.now.isEmpty()
                        ? "Nothing took its place; GET / lists what there is."
                        : name.now + " took over from it.");
    }

    private static List<String> segments(String path) {
        return Stream.of(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
    }
}
