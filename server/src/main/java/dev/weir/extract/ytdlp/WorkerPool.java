package dev.weir.extract.ytdlp;

import dev.weir.config.ExtractionSettings;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lends workers, each to one borrower at a time, first come, first served; replaces those that end or are worn out. */
final class WorkerPool implements ParentSession.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

    /** A forked worker that has not said a word for so long hangs. */
    private static final Duration INTRODUCTION = Duration.ofSeconds(10);

    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    private final ExtractionSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition available = lock.newCondition();
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> lent = new HashSet<>();
    private WorkerRoster roster = new WorkerRoster();
    private @Nullable ParentSession session;
    private int waiting;
    private boolean closed;

    WorkerPool(ExtractionSettings settings) {
        this.settings = settings;
    }

    /** How many workers are free, how many are lent, and how many borrowers wait. */
    record Occupation(int free, int lent, int waiting) {}

    Occupation occupation() {
        lock.lock();
        try {
            return new Occupation(idle.size(), lent.size(), waiting);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Borrows a worker, to be given back or discarded.
     *
     * @param queue how many may wait already
     * @throws dev.weir.video.FailureException `overloaded` when too many wait, or none became free in time
     */
    Worker borrow(Deadline deadline, int queue) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (closed) {
                throw closing().toException();
            }
            if (idle.isEmpty() || waiting > 0) {
                if (waiting >= queue) {
                    throw overloaded("Too many extractions wait already.").toException();
                }
                await(deadline);
            }
            Worker worker = idle.removeLast();
            lent.add(worker);
            return worker;
        } finally {
            lock.unlock();
        }
    }

    private void await(Deadline deadline) throws InterruptedException {
        waiting++;
        try {
            while (idle.isEmpty()) {
                long left = deadline.nanosLeft();
                if (left == 0) {
                    throw overloaded("No extraction worker became free in time.")
                            .toException();
                }
                available.awaitNanos(left);
                if (closed) {
                    throw closing().toException();
                }
            }
        } finally {
            waiting--;
        }
    }

    /** Returns a worker that answered; it is replaced where it has answered often enough, or grew too large. */
    void giveBack(Worker worker) {
        lock.lock();
        try {
            lent.remove(worker);
            if (!roster.hasJoined(worker.pid()) || isWornOut(worker)) {
                retire(worker);
            } else {
                idle.addLast(worker);
                available.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isWornOut(Worker worker) {
        return worker.answers() >= settings.requestsPerWorker() || worker.memory() > settings.memoryPerWorker();
    }

    /** Kills a worker, with all that it started, and has it replaced. */
    void discard(Worker worker) {
        lock.lock();
        try {
            lent.remove(worker);
            retire(worker);
        } finally {
            lock.unlock();
        }
    }

    private void retire(Worker worker) {
        idle.remove(worker);
        if (roster.hasJoined(worker.pid())) {
            roster.discarded(worker.pid());
            if (session != null) {
                session.kill(worker.pid());
            }
        }
        worker.hangUp();
        refill();
    }

    private void refill() {
        if (session == null || closed) {
            return;
        }
        int missing = roster.missing(settings.workers());
        if (missing > 0) {
            roster.ordered(missing);
            session.fork(missing);
        }
    }

    /** Workers can be forked from now on. */
    void open(ParentSession opened) {
        lock.lock();
        try {
            session = opened;
            roster = new WorkerRoster();
            refill();
        } finally {
            lock.unlock();
        }
    }

    /** The parent is gone, and its workers with it; whoever borrowed one learns it from the worker. */
    void abandon(ParentSession gone) {
        lock.lock();
        try {
            if (session == gone) {
                session = null;
                roster = new WorkerRoster();
                idle.forEach(Worker::hangUp);
                idle.clear();
                lent.forEach(Worker::hangUp);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lends nothing from now on; those who wait are told. */
    void close() {
        lock.lock();
        try {
            closed = true;
            available.signalAll();
            List.copyOf(lent).forEach(Worker::hangUp);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void joined(ParentSession from, Worker worker) {
        lock.lock();
        try {
            if (session != from || closed || !roster.joined(worker.pid())) {
                worker.hangUp();
                return;
            }
            idle.addLast(worker);
            available.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void lost(ParentSession from, Worker worker) {
        lock.lock();
        try {
            if (session == from) {
                retire(worker);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ended(ParentSession from, long pid) {
        Duration delay;
        lock.lock();
        try {
            if (session != from) {
                return;
            }
            roster.ended(pid);
            delay = roster.delay();
        } finally {
            lock.unlock();
        }
        if (delay.isZero()) {
            refillOf(from);
        } else {
            LOG.warn("a worker ended before it could be used; the next starts in {}", delay);
            later(delay, () -> refillOf(from));
        }
    }

    private void refillOf(ParentSession from) {
        lock.lock();
        try {
            if (session == from) {
                refill();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void forked(ParentSession from, long pid) {
        lock.lock();
        try {
            if (session == from) {
                roster.forked(pid);
            }
        } finally {
            lock.unlock();
        }
        later(INTRODUCTION, () -> killUnlessJoined(from, pid));
    }

    private void killUnlessJoined(ParentSession from, long pid) {
        lock.lock();
        try {
            if (session == from && roster.isAwaited(pid)) {
                LOG.warn("worker {} did not introduce itself", pid);
                from.kill(pid);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void later(Duration delay, Runnable action) {
        Thread.ofVirtual().name("ytdlp-later").start(() -> {
            try {
                Thread.sleep(delay);
                action.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Failure overloaded(String detail) {
        return Failure.of(Reason.OVERLOADED, "Too many extractions are under way.", detail)
                .retryAfter(TRY_AGAIN);
    }

    private static Failure closing() {
        return Failure.of(Reason.OVERLOADED, "The server is shutting down.", "Ask again in a moment.")
                .retryAfter(TRY_AGAIN);
    }
}
