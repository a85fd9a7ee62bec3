package dev.weir.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.weir.resolve.Resolution.Failed;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import dev.weir.video.VideoRef;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchResolverTest {
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, CompletableFuture<Resolution>> begun = new ConcurrentHashMap<>();
    private final BatchResolver batches = new BatchResolver(blocking, 3);

    @AfterEach
    void close() {
        blocking.shutdownNow();
    }

    @Test
    void looksUpNoMoreAtOnceThanTheBatchWants() {
        BatchLookup batch = batches.start(refs("a", 4), 2, this::lookup);
        await().until(() -> begun.size() == 2);
        finish("a0");
        await().until(() -> begun.size() == 3);
        finish("a1");
        finish("a2");
        await().until(() -> begun.size() == 4);
        assertThat(batch.outcomes()).isNotDone();
        finish("a3");
        assertThat(batch.outcomes().join()).hasSize(4);
    }

    @Test
    void allBatchesTogetherTakeTurns() {
        BatchLookup first = batches.start(refs("a", 40), 50, this::lookup);
        await().until(() -> begun.size() == 3);
        batches.start(refs("b", 40), 50, this::lookup);
        int finished = 0;
        while (begun.keySet().stream().noneMatch(id -> id.startsWith("b"))) {
            finish("a" + finished++);
            int expected = 3 + finished;
            await().until(() -> begun.size() == expected);
        }
        assertThat(finished).isLessThan(20);
        assertThat(first.outcomes()).isNotDone();
    }

    @Test
    void aCancelledBatchBeginsNoMoreAndLeavesItsShareToOthers() {
        BatchLookup batch = batches.start(refs("a", 9), 50, this::lookup);
        await().until(() -> begun.size() == 3);
        batch.cancel();
        List.of("a0", "a1", "a2").forEach(this::finish);
        BatchLookup next = batches.start(refs("b", 3), 50, this::lookup);
        await().until(() -> begun.size() == 6);
        assertThat(begun).doesNotContainKey("a3");
        List.of("b0", "b1", "b2").forEach(this::finish);
        assertThat(next.outcomes().join()).hasSize(3);
    }

    @Test
    void aLookupThatCannotBeginFailsTheBatchAndKeepsNothing() {
        BatchLookup batch = batches.start(refs("a", 9), 50, ref -> {
            throw new IllegalStateException("no more");
        });
        await().until(() -> batch.outcomes().isCompletedExceptionally());
        BatchLookup next = batches.start(refs("b", 3), 50, this::lookup);
        await().until(() -> begun.size() == 3);
        List.of("b0", "b1", "b2").forEach(this::finish);
        assertThat(next.outcomes().join()).hasSize(3);
    }

    @Test
    void tooManyBatchesAreRefusedUntilSomeEnd() {
        List<BatchLookup> open = new ArrayList<>();
        for (int i = 0; i < BatchResolver.MAX_BATCHES; i++) {
            open.add(batches.start(refs("a" + i + "-", 1), 1, this::lookup));
        }
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> batches.start(refs("z", 1), 1, this::lookup))
                .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(Reason.OVERLOADED));
        open.getLast().cancel();
        assertThat(batches.start(refs("z", 1), 1, this::lookup)).isNotNull();
    }

    private CompletableFuture<Resolution> lookup(VideoRef ref) {
        return begun.computeIfAbsent(ref.id(), id -> new CompletableFuture<>()).orTimeout(10, TimeUnit.SECONDS);
    }

    private void finish(String id) {
        begun.get(id)
                .complete(new Failed(
                        Failure.of(Reason.NOT_FOUND, "There is no such video.", "Look elsewhere."), Instant.EPOCH));
    }

    private static List<VideoRef> refs(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new VideoRef("youtube", prefix + i, URI.create("https://host.example/" + i)))
                .toList();
    }
}
