package dev.weir.extract.ytdlp;

import dev.weir.config.ExtractionSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a Python parent running: starts it, and starts it again, ever more slowly, when it ends. */
final class ParentSupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(ParentSupervisor.class);
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /** A parent that ran so long before it ended is not failing at its start. */
    private static final long SOUND_NANOS = Duration.ofMinutes(1).toNanos();

    private final ExtractionSettings settings;
    private final Outlet outlet;
    private final WorkerPool pool;
    private final Runnable changed;
    private final String marker = UUID.randomUUID().toString();
    private final CompletableFuture<Versions> started = new CompletableFuture<>();
    private volatile @Nullable String problem;
    private volatile @Nullable ParentSession current;
    private final Thread thread;

    /** @param changed called whenever a parent became ready or ended */
    ParentSupervisor(ExtractionSettings settings, Outlet outlet, WorkerPool pool, Runnable changed) {
        this.settings = settings;
        this.outlet = outlet;
        this.pool = pool;
        this.changed = changed;
        this.thread = Thread.ofVirtual().name("ytdlp-supervisor").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Completes with the first parent's versions, or with {@link ExtractorStartException}, after which nothing is tried again. */
    CompletableFuture<Versions> started() {
        return started;
    }

    /** Why no worker can be forked now, or null where they can, or the first start is under way. */
    @Nullable
    String problem() {
        return problem;
    }

    /** The process id of the parent that is ready, or -1. */
    long parentPid() {
        ParentSession session = current;
        return session == null ? -1 : session.pid();
    }

    private void run() {
        Duration delay = FIRST_DELAY;
        try {
            for (int generation = 0; !Thread.currentThread().isInterrupted(); generation++) {
                long start = System.nanoTime();
                boolean wasReady = runOnce(marker + "/" + generation);
                if (!wasReady && !started.isDone()) {
                    started.completeExceptionally(new ExtractorStartException(String.valueOf(problem)));
                }
                changed.run();
                if (started.isCompletedExceptionally()) {
                    return;
                }
                delay = System.nanoTime() - start > SOUND_NANOS ? FIRST_DELAY : delay;
                LOG.warn("{} Next try in {}.", problem, delay);
                Thread.sleep(delay);
                delay = min(delay.multipliedBy(2), LONGEST_DELAY);
            }
        } catch (InterruptedException e) {
            LOG.debug("extraction ends");
            started.completeExceptionally(new ExtractorStartException("The server is shutting down."));
        }
    }

    /** One parent from its start to its end; false where it never became ready. */
    private boolean runOnce(String mark) throws InterruptedException {
        try (ParentSession session = ParentSession.start(settings, outlet, mark, pool)) {
            try {
                Versions versions = session.ready().get(WARM_UP.toSeconds(), TimeUnit.SECONDS);
                problem = null;
                current = session;
                pool.open(session);
                started.complete(versions);
                changed.run();
                session.exit().get();
                problem = "The extraction process ended and is being started again.";
                return true;
            } finally {
                current = null;
                pool.abandon(session);
            }
        } catch (IOException e) {
            problem = "The interpreter that YTDLP_PYTHON names cannot be started.";
            LOG.debug("starting the extraction failed", e);
        } catch (TimeoutException e) {
            problem = "The Python of YTDLP_PYTHON did not get yt-dlp ready within a minute.";
        } catch (ExecutionException e) {
            problem = String.valueOf(e.getCause() == null ? null : e.getCause().getMessage());
        }
        return false;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Ends the parent and waits for that, some seconds at most. */
    void close() {
        thread.interrupt();
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                LOG.warn("the extraction did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
