package dev.weir.extract.ytdlp;

import dev.weir.extract.ExtractorHealth;
import dev.weir.video.FailureException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Has a worker do something real and cheap now and then, away from any request, and remembers how that went. */
final class HealthProbe {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Asked only which extractor takes it; nothing is fetched. */
    private static final JsonObject PING = new JsonObject().put("ping", "https://www.youtube.com/watch?v=aaaaaaaaaaa");

    private record Finding(
            ExtractorHealth.State state, @Nullable String problem) {}

    private final WorkerPool pool;
    private final ParentSupervisor supervisor;
    private final Semaphore wanted;
    private final Thread thread = Thread.ofVirtual().name("ytdlp-probe").unstarted(this::run);
    private volatile Finding finding = new Finding(ExtractorHealth.State.STARTING, null);

    /** @param wanted a permit for each probe that is to be made without waiting for its time */
    HealthProbe(WorkerPool pool, ParentSupervisor supervisor, Semaphore wanted) {
        this.pool = pool;
        this.supervisor = supervisor;
        this.wanted = wanted;
    }

    void start() {
        thread.start();
    }

    void close() {
        thread.interrupt();
    }

    ExtractorHealth health() {
        WorkerPool.Occupation occupation = pool.occupation();
        Finding now = finding;
        var started = supervisor.started();
        return new ExtractorHealth(
                now.state,
                started.isDone() && !started.isCompletedExceptionally()
                        ? started.resultNow().ytDlp()
                        : null,
                now.problem,
                occupation.free(),
                occupation.lent(),
                occupation.waiting());
    }

    private void run() {
        try {
            while (true) {
                finding = probe();
                if (wanted.tryAcquire(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    wanted.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            finding = new Finding(ExtractorHealth.State.UNHEALTHY, "The extraction has ended.");
        }
    }

    private Finding probe() throws InterruptedException {
        String problem = supervisor.problem();
        if (problem != null) {
            return new Finding(ExtractorHealth.State.UNHEALTHY, problem);
        }
        if (!supervisor.started().isDone()) {
            return finding;
        }
        Worker worker;
        try {
            worker = pool.borrow(Deadline.in(PATIENCE), Integer.MAX_VALUE);
        } catch (FailureException e) {
            // All at work says nothing bad: whoever hangs is killed in time.
            return pool.occupation().lent() > 0 ? finding : unhealthy("No extraction worker can be started.");
        }
        try {
            WorkerAnswer answer = worker.ask(PING, Deadline.in(PATIENCE));
            pool.giveBack(worker);
            return answer instanceof WorkerAnswer.Pong(String extractor) && extractor.startsWith("Youtube")
                    ? new Finding(ExtractorHealth.State.HEALTHY, null)
                    : unhealthy("The extraction workers do not answer as they should.");
        } catch (TimeoutException e) {
            pool.discard(worker);
            return unhealthy("An extraction worker hangs.");
        } catch (Worker.Died e) {
            pool.discard(worker);
            wanted.release();
            return finding.state == ExtractorHealth.State.HEALTHY ? finding : unhealthy("An extraction worker died.");
        } catch (InterruptedException e) {
            pool.discard(worker);
            throw e;
        }
    }

    private static Finding unhealthy(String problem) {
        return new Finding(ExtractorHealth.State.UNHEALTHY, problem);
    }
}
