package dev.weir.redis;

import io.netty.channel.EventLoop;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lettuce's timer on an event loop, in place of a thread that wakes up ten times a second. */
final class LoopTimer implements Timer {
    private final EventLoop loop;

    LoopTimer(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    public Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
        Scheduled scheduled = new Scheduled(this, task);
        scheduled.future = loop.schedule(scheduled, delay, unit);
        return scheduled;
    }

    /** The loop is the server's, and goes on. */
    @Override
    public Set<Timeout> stop() {
        return Set.of();
    }

    private static final class Scheduled implements Timeout, Callable<Void> {
        private final Timer timer;
        private final TimerTask task;
        private volatile @Nullable Future<Void> future;

        Scheduled(Timer timer, TimerTask task) {
            this.timer = timer;
            this.task = task;
        }

        @Override
        @SuppressWarnings("NullAway") // A callable that answers nothing.
        public Void call() throws Exception {
            task.run(this);
            return null;
        }

        @Override
        public Timer timer() {
            return timer;
        }

        @Override
        public TimerTask task() {
            return task;
        }

        @Override
        public boolean isExpired() {
            Future<Void> scheduled = future;
            return scheduled != null && scheduled.isDone() && !scheduled.isCancelled();
        }

        @Override
        public boolean isCancelled() {
            Future<Void> scheduled = future;
            return scheduled != null && scheduled.isCancelled();
        }

        @Override
        public boolean cancel() {
            Future<Void> scheduled = future;
            return scheduled != null && scheduled.cancel(false);
        }
    }
}
