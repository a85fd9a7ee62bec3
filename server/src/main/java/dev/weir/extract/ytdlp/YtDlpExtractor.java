package dev.weir.extract.ytdlp;

import dev.weir.config.ExtractionSettings;
import dev.weir.extract.Extractor;
import dev.weir.extract.ExtractorHealth;
import dev.weir.security.cookies.CookieLender;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extracts with yt-dlp, in processes that are warm before they are asked. Constructing it starts them without waiting; extractions asked for
 * before they are ready wait like others.
 */
public final class YtDlpExtractor implements Extractor {
    private static final Logger LOG = LoggerFactory.getLogger(YtDlpExtractor.class);
    private static final String GENERIC = "generic";

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
            case WorkerAnswer.Pong pong -> throw broken("A worker gave the wrong answer.");
        };
    }

    private JsonObject request(VideoRef ref) {
        boolean generic = ref.platform().equals(GENERIC);
        return new JsonObject()
                .put(
                        "extract",
                        new JsonObject()
                                .put("url", ref.page().toString())
                                .put("allow_generic", generic && allowGeneric)
                                .put("platform", generic ? null : ref.platform()));
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
        try {
            return new VideoInfoReader(ref, video, clock.instant()).read();
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
