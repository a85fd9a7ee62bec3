package dev.weir.http.route;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that runs once at a time: whoever asks while it is under way gets the same outcome. */
final class SharedRun<T> {
    private final Supplier<T> work;
    private final Executor blocking;
    private @Nullable CompletableFuture<T> latest;

    /** @param blocking runs the work, on a thread that may block */
    SharedRun(Supplier<T> work, Executor blocking) {
        this.work = work;
        this.blocking = blocking;
    }

    synchronized CompletableFuture<T> join() {
        CompletableFuture<T> running = latest;
        if (running == null || running.isDone()) {
            running = CompletableFuture.supplyAsync(work, blocking);
            latest = running;
        }
        return running;
    }
}
