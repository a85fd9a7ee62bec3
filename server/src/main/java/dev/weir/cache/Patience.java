package dev.weir.cache;

import dev.weir.redis.SharedServerUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long one lookup waits for the shared server, however many questions it has. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final long deadline;

    Patience(Duration total) {
        this.deadline = System.nanoTime() + total.toNanos();
    }

    /**
     * Blocks until the answer is there.
     *
     * @param question is given what is left
     */
    <T> T await(Function<Duration, CompletableFuture<T>> question)
            throws SharedServerUnavailable, InterruptedException {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        try {
            return question.apply(left).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SharedServerUnavailable unavailable) {
                throw unavailable;
            }
            LOG.error("a question to the shared server failed in a way nobody foresaw", e);
            throw new SharedServerUnavailable("it cannot be asked");
        }
    }
}
