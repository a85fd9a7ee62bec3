package dev.weir.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedRunTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final SharedRun<Integer> run = new SharedRun<>(runs::incrementAndGet, waiting::add);

    @Test
    void whoAsksMeanwhileJoinsAndWhoAsksLaterBeginsAnew() {
        CompletableFuture<Integer> first = run.join();
        CompletableFuture<Integer> second = run.join();
        assertThat(waiting).hasSize(1);
        waiting.remove().run();
        assertThat(first).isCompletedWithValue(1);
        assertThat(second).isCompletedWithValue(1);
        CompletableFuture<Integer> third = run.join();
        waiting.remove().run();
        assertThat(third).isCompletedWithValue(2);
    }
}
