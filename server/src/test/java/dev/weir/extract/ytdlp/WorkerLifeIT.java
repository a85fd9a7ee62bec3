package dev.weir.extract.ytdlp;

import static dev.weir.extract.ytdlp.Extraction.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.weir.config.ExtractionSettings;
import dev.weir.extract.ExtractorHealth;
import dev.weir.security.cookies.CookieLender;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How workers live, die and are replaced. */
@Timeout(60)
class WorkerLifeIT {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
    private YtDlpExtractor extractor;

    @AfterEach
    void stop() {
        askers.shutdownNow();
        if (extractor != null) {
            extractor.close();
        }
    }

    private void start(int workers, Duration timeout, int queue) {
        start(Extraction.settings(workers, timeout, queue));
    }

    private void start(ExtractionSettings settings) {
        extractor = Extraction.started(settings);
        await().atMost(SOON).until(() -> extractor.health().workersReady() == settings.workers());
    }

    private static Failure failure(Throwable thrown) {
        return ((FailureException) thrown).failure();
    }

    /** The process that answered. */
    private String pidOf(VideoRef ref) throws InterruptedException {
        return extractor.extract(ref).id();
    }

    private List<Long> hanging(Path file) {
        await().atMost(SOON).until(() -> Files.exists(file));
        try {
            return Processes.numbers(Files.readString(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void awaitGone(List<Long> pids) {
        await().atMost(SOON).until(() -> pids.stream().noneMatch(Processes::isAlive));
    }

    @Test
    void aWorkerIsUsedAgain() throws Exception {
        start(1, LONG, 4);
        Set<String> pids = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            pids.add(pidOf(order("plain")));
        }
        assertThat(pids).hasSize(1);
    }

    @Test
    void aWorkerThatDiesCostsASecondTry() throws Exception {
        start(2, LONG, 4);
        Path file = folder.resolve("crashed");
        VideoInfo info = extractor.extract(order("crash_once", "file", file.toString()));
        assertThat(info.title()).isEqualTo("crash_once");
        assertThat(file).exists();
        await().atMost(SOON).until(() -> extractor.health().workersReady() == 2);
    }

    @Test
    void aPageThatKillsTwoWorkersIsGivenUp() {
        start(2, LONG, 4);
        assertThatThrownBy(() -> extractor.extract(order("crash")))
                .extracting(e -> failure(e).reason())
                .isEqualTo(Reason.EXTRACTOR_BROKEN);
        await().atMost(SOON).until(() -> extractor.health().workersReady() == 2);
    }

    @Test
    void aWorkerThatHangsIsKilledWithAllThatItStarted() throws Exception {
        start(1, Duration.ofSeconds(1), 4);
        Path file = folder.resolve("pids");
        Future<VideoInfo> hung = askers.submit(() -> extractor.extract(order("hang", "file", file.toString())));
        List<Long> pids = hanging(file);
        assertThat(pids).hasSize(2).allMatch(Processes::isAlive);
        assertThat(Processes.group(pids.getLast())).isEqualTo(pids.getFirst());
        assertThatThrownBy(() -> hung.get(5, TimeUnit.SECONDS))
                .cause()
                .extracting(e -> failure(e).reason())
                .isEqualTo(Reason.UPSTREAM_TIMEOUT);
        awaitGone(pids);
        assertThat(pidOf(order("plain"))).isNotEqualTo(pids.getFirst().toString());
    }

    @Test
    void anAskerThatLeavesFreesItsWorker() {
        start(1, LONG, 4);
        Path file = folder.resolve("pids");
        Future<VideoInfo> hung = askers.submit(() -> extractor.extract(order("hang", "file", file.toString())));
        List<Long> pids = hanging(file);
        hung.cancel(true);
        awaitGone(pids);
        await().atMost(SOON).until(() -> extractor.health().workersReady() == 1);
    }

    @Test
    void asManyWaitAsTheQueueHolds() throws Exception {
        start(1, LONG, 2);
        Path file = folder.resolve("go");
        List<Future<VideoInfo>> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.add(askers.submit(() -> extractor.extract(order("wait_for", "file", file.toString()))));
        }
        await().atMost(SOON).until(() -> extractor.health().queued() == 2);
        Failure failure = catchThrowableOfType(FailureException.class, () -> extractor.extract(order("plain")))
                .failure();
        assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
        assertThat(failure.retryAfter()).isPositive();
        Files.createFile(file);
        for (Future<VideoInfo> future : asked) {
            assertThat(future.get(10, TimeUnit.SECONDS).title()).isEqualTo("wait_for");
        }
    }

    @Test
    void waitingInTheQueueCountsTowardsTheTimeout() {
        start(1, Duration.ofMillis(800), 4);
        Path file = folder.resolve("pids");
        Future<VideoInfo> hung = askers.submit(() -> extractor.extract(order("hang", "file", file.toString())));
        hanging(file);
        long start = System.nanoTime();
        Future<VideoInfo> second = askers.submit(() ->
                extractor.extract(order("hang", "file", folder.resolve("x").toString())));
        assertThatThrownBy(() -> second.get(5, TimeUnit.SECONDS)).cause().isInstanceOf(FailureException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1400));
        assertThat(hung).isDone();
    }

    @Test
    void aWorkerIsReplacedAfterEnoughRequests() throws Exception {
        ExtractionSettings usual = Extraction.settings(1, LONG, 4);
        start(new ExtractionSettings(
                1, usual.timeout(), 4, usual.python(), usual.pluginDirs(), null, 4, usual.memoryPerWorker()));
        List<String> pids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pids.add(pidOf(order("plain")));
        }
        // The health probe may have had one of a worker's answers.
        assertThat(Set.copyOf(pids)).hasSizeBetween(2, 4);
    }

    @Test
    void aWorkerThatGrewTooLargeIsReplaced() throws Exception {
        ExtractionSettings usual = Extraction.settings(1, LONG, 4);
        start(new ExtractionSettings(1, usual.timeout(), 4, usual.python(), usual.pluginDirs(), null, 1000, 64L << 20));
        String first = pidOf(order("plain"));
        assertThat(pidOf(order("eat", "mib", "80"))).isEqualTo(first);
        assertThat(pidOf(order("plain"))).isNotEqualTo(first);
        awaitGone(List.of(Long.valueOf(first)));
    }

    @Test
    void aWorkerCannotEatTheMachine() {
        start(1, LONG, 4);
        assertThatThrownBy(() -> extractor.extract(order("eat", "mib", "2000")))
                .extracting(e -> failure(e).reason())
                .isEqualTo(Reason.EXTRACTOR_BROKEN);
    }

    @Test
    void workersShareNoConnection() throws Exception {
        try (Origin origin = new Origin()) {
            start(3, LONG, 64);
            List<Future<VideoInfo>> asked = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                asked.add(askers.submit(() -> extractor.extract(order("fetch", "url", origin.url("/page")))));
            }
            for (Future<VideoInfo> future : asked) {
                future.get(20, TimeUnit.SECONDS);
            }
            var workersByConnection = origin.seen.stream()
                    .collect(Collectors.groupingBy(
                            Origin.Seen::port, Collectors.mapping(Origin.Seen::worker, Collectors.toSet())));
            assertThat(workersByConnection.values())
                    .allSatisfy(workers -> assertThat(workers).hasSize(1));
            assertThat(workersByConnection.values().stream().distinct().count()).isGreaterThan(1);
            assertThat(workersByConnection).as("connections are kept alive").hasSizeLessThan(30);
        }
    }

    @Test
    void aParentThatIsKilledIsReplacedAndLeavesNothing() throws Exception {
        start(2, LONG, 4);
        Path file = folder.resolve("pids");
        Future<VideoInfo> hung = askers.submit(() -> extractor.extract(order("hang", "file", file.toString())));
        List<Long> pids = new ArrayList<>(hanging(file));
        long parent = extractor.parentPid();
        pids.addAll(Processes.children(parent));
        Processes.kill(parent);
        awaitGone(pids);
        hung.cancel(true);
        await().atMost(LONG).until(() -> extractor.health().workersReady() == 2);
        assertThat(extractor.parentPid()).isNotEqualTo(parent);
        await().atMost(SOON).until(() -> extractor.health().state() == ExtractorHealth.State.HEALTHY);
        assertThat(pidOf(order("plain"))).isNotEmpty();
    }

    @Test
    void aWorkerThatIsKilledTakesItsProcessesAlong() {
        start(1, LONG, 4);
        Path file = folder.resolve("pids");
        Future<VideoInfo> hung = askers.submit(() -> extractor.extract(order("hang", "file", file.toString())));
        List<Long> pids = hanging(file);
        Processes.kill(pids.getFirst());
        awaitGone(pids);
        hung.cancel(true);
    }

    @Test
    void signalsThatAreMeantForTheServerDoNotEndTheExtraction() throws Exception {
        start(1, LONG, 4);
        String worker = pidOf(order("plain"));
        long parent = extractor.parentPid();
        ProcessHandle.of(parent).ifPresent(ProcessHandle::destroy);
        ProcessHandle.of(Long.parseLong(worker)).ifPresent(ProcessHandle::destroy);
        assertThat(pidOf(order("plain"))).isEqualTo(worker);
        assertThat(extractor.parentPid()).isEqualTo(parent);
    }

    @Test
    void closingLeavesNothing() throws Exception {
        start(2, LONG, 4);
        Path file = folder.resolve("pids");
        Future<VideoInfo> hung = askers.submit(() -> extractor.extract(order("hang", "file", file.toString())));
        List<Long> pids = new ArrayList<>(hanging(file));
        long parent = extractor.parentPid();
        pids.add(parent);
        pids.addAll(Processes.children(parent));
        Path directory = Files.readSymbolicLink(Path.of("/proc/" + parent + "/cwd"));
        assertThat(Files.getPosixFilePermissions(directory)).hasSize(3);
        extractor.close();
        awaitGone(pids);
        assertThat(directory).doesNotExist();
        assertThatThrownBy(() -> hung.get(5, TimeUnit.SECONDS)).cause().isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> extractor.extract(order("plain"))).isInstanceOf(FailureException.class);
    }

    @Test
    void aServerThatIsKilledLeavesNothing() throws Exception {
        Path file = folder.resolve("pids");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dweir.python=" + Extraction.python(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HangingServer.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        try {
            await().atMost(LONG).until(() -> Files.exists(file));
            List<Long> pids = new ArrayList<>(hanging(file));
            long parent = server.children().findFirst().orElseThrow().pid();
            Path directory = Files.readSymbolicLink(Path.of("/proc/" + parent + "/cwd"));
            pids.add(parent);
            pids.addAll(Processes.children(parent));
            assertThat(pids).hasSizeGreaterThan(4).allMatch(Processes::isAlive);
            server.destroyForcibly();
            awaitGone(pids);
            await().atMost(SOON).until(() -> !Files.exists(directory));
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void anInterpreterThatCannotRunYtDlpFailsTheStart() {
        ExtractionSettings usual = Extraction.settings(1, LONG, 4);
        assertThat(startFailure(withPython(usual, Path.of("/nonexistent/python"))))
                .contains("cannot be started");
        assertThat(startFailure(withPython(usual, Path.of("/usr/bin/python3"))))
                .contains("cannot run yt-dlp")
                .contains("yt_dlp");
        assertThat(startFailure(withPython(usual, Path.of("/bin/true")))).contains("ended with status 0");
    }

    private String startFailure(ExtractionSettings settings) {
        try (YtDlpExtractor broken =
                new YtDlpExtractor(settings, Outlet.DIRECT, true, InstantSource.system(), CookieLender.NONE)) {
            Throwable thrown = catchThrowableOfType(
                    java.util.concurrent.ExecutionException.class,
                    () -> broken.started().get(20, TimeUnit.SECONDS));
            assertThat(thrown.getCause()).isInstanceOf(ExtractorStartException.class);
            await().atMost(SOON).until(() -> broken.health().state() == ExtractorHealth.State.UNHEALTHY);
            return thrown.getCause().getMessage();
        }
    }

    private static ExtractionSettings withPython(ExtractionSettings usual, Path python) {
        return new ExtractionSettings(
                1, usual.timeout(), 4, python, List.of(), null, usual.requestsPerWorker(), usual.memoryPerWorker());
    }
}
