package dev.weir.extract.ytdlp;

import dev.weir.config.ExtractionSettings;
import dev.weir.extract.Extractor;
import dev.weir.extract.ExtractorHealth;
import dev.weir.extract.PlaylistExtractor;
import dev.weir.security.cookies.CookieLender;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Playlist;
import dev.weir.video.PlaylistRef;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extracts with yt-dlp, in processes that are warm before they are asked. Constructing it starts them without waiting; extractions asked for
 * before they are ready wait like others.
 */
public final class YtDlpExtractor implements Extractor, PlaylistExtractor {
    private static final Logger LOG = LoggerFactory.getLogger(YtDlpExtractor.class);
    private static final String GENERIC = "generic";
    private static final String WRONG_ANSWER = "A worker gave the wrong answer.";

    /** Counting the entries of a list may take a sixth of what an extraction may. */
    private static final int COUNTING_SHARE = 6;

    private final ExtractionSettings settings;
    private final boolean allowGeneric;
    private final InstantSource clock;
    private final ErrorClassifier classifier;
    private final CookieTrial trial;
    private final WorkerPool pool;
    private final ParentSupervisor supervisor;
    private final HealthProbe probe;

    /**
     * @param allowGeneric whether pages of the platform `generic` may be read that no extractor of their own takes
     * @param cookies of the platforms' accounts
     */
    public YtDlpExtractor(
            ExtractionSettings settings,
            Outlet outlet,
            boolean allowGeneric,
            InstantSource clock,
            CookieLender cookies) {
        this.settings = settings;
        this.allowGeneric = allowGeneric;
        this.clock = clock;
        this.classifier = new ErrorClassifier(clock);
        this.trial = new CookieTrial(cookies, classifier, this::ask);
        this.pool = new WorkerPool(settings);
        Semaphore probeWanted = new Semaphore(0);
        this.supervisor = new ParentSupervisor(settings, outlet, pool, probeWanted::release);
        this.probe = new HealthProbe(pool, supervisor, probeWanted);
        supervisor.start();
        probe.start();
    }

    /** Completes once workers can be had, or fails with {@link ExtractorStartException} where the interpreter cannot run yt-dlp. */
    public CompletableFuture<Versions> started() {
        return supervisor.started().copy();
    }

    @Override
    public VideoInfo extract(VideoRef ref) throws InterruptedException {
        return switch (trial.ask(ref.platform(), request(ref), Deadline.in(settings.timeout()))) {
            case WorkerAnswer.Video(JsonObject video) -> read(ref, video);
            case WorkerAnswer.Failed(WorkerError error) ->
                throw classifier.classify(error).toException();
            case WorkerAnswer.List list -> throw broken(WRONG_ANSWER);
            case WorkerAnswer.Pong pong -> throw broken(WRONG_ANSWER);
        };
    }

    @Override
    public Playlist list(PlaylistRef ref, int first, int last) throws InterruptedException {
        JsonObject window = target(ref.page(), ref.platform())
                .put("first", first)
                .put("last", last)
                .put("most", MOST_ENTRIES)
                .put("seconds", settings.timeout().toMillis() / 1e3 / COUNTING_SHARE);
        JsonObject request = new JsonObject().put("extract_flat", window);
        return switch (trial.ask(ref.platform(), request, Deadline.in(settings.timeout()))) {
            case WorkerAnswer.List(JsonObject list) -> understood(() -> PlaylistReader.read(ref, list));
            case WorkerAnswer.Failed(WorkerError error) ->
                throw classifier.classifyList(error).toException();
            case WorkerAnswer.Video video -> throw broken(WRONG_ANSWER);
            case WorkerAnswer.Pong pong -> throw broken(WRONG_ANSWER);
        };
    }

    private JsonObject request(VideoRef ref) {
        return new JsonObject().put("extract", target(ref.page(), ref.platform()));
    }

    private JsonObject target(URI page, String platform) {
        boolean generic = platform.equals(GENERIC);
        return new JsonObject()
                .put("url", page.toString())
                .put("allow_generic", generic && allowGeneric)
                .put("platform", generic ? null : platform);
    }

    /** A worker that dies costs a second try; one that hangs does not get one. */
    private WorkerAnswer ask(JsonObject request, Deadline deadline) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Worker worker = pool.borrow(deadline, settings.queue());
            try {
                WorkerAnswer answer = worker.ask(request, deadline);
                pool.giveBack(worker);
                return answer;
            } catch (Worker.Died e) {
                pool.discard(worker);
                LOG.warn("a worker died at work, at attempt {}", attempt);
                if (attempt == 2) {
                    throw broken("Its process died twice.");
                }
            } catch (TimeoutException e) {
                pool.discard(worker);
                throw Failure.of(Reason.UPSTREAM_TIMEOUT, "The extraction took too long.", "Ask again in a moment.")
                        .toException();
            } catch (InterruptedException e) {
                pool.discard(worker);
                throw e;
            }
        }
    }

    private VideoInfo read(VideoRef ref, JsonObject video) {
        return understood(() -> new VideoInfoReader(ref, video, clock.instant()).read());
    }

    private static <T> T understood(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (ClassCastException | NullPointerException e) {
            LOG.error("a worker's answer does not follow the protocol", e);
            throw broken("Its answer cannot be read.");
        }
    }

    private static FailureException broken(String detail) {
        return Failure.of(Reason.EXTRACTOR_BROKEN, "The extractor failed on this page.", detail)
                .toException();
    }

    @Override
    public ExtractorHealth health() {
        return probe.health();
    }

    /** The process id of the Python parent, or -1 while there is none. */
    long parentPid() {
        return supervisor.parentPid();
    }

    @Override
    public void close() {
        pool.close();
        probe.close();
        supervisor.close();
    }
}
