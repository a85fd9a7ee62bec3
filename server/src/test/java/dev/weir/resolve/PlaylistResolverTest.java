package dev.weir.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.resolve.Listing.Listed;
import dev.weir.resolve.Listing.Unlisted;
import dev.weir.video.Failure;
import dev.weir.video.Playlist;
import dev.weir.video.PlaylistEntry;
import dev.weir.video.PlaylistRef;
import dev.weir.video.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlaylistResolverTest {
    private static final int LENGTH = 1_000;
    private static final PlaylistRef REF = ref("PL0");

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> read = new ArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private boolean whole;
    private int failing;
    private final PlaylistResolver resolver = new PlaylistResolver(
            this::list,
            blocking,
            1,
            nanos::get,
            new Lifetimes(Duration.ofMinutes(15), Map.of("twitch", Duration.ofMinutes(1)), Duration.ofMinutes(5)));

    @AfterEach
    void close() {
        blocking.shutdownNow();
    }

    @Test
    void oneReadingServesAllWhoAskAtOnceAndThoseWhoTurnThePage() {
        List<CompletableFuture<Listing>> askers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            askers.add(resolver.resolve(REF, 10, 50, Charge.FREE));
        }
        assertThat(resolver.peek(REF, 10, 50)).isNull();
        gate.countDown();
        assertThat(askers)
                .allSatisfy(asker ->
                        assertThat(ids(asker.join(), 10, 50)).hasSize(50).startsWith("10"));
        assertThat(ids(resolver.peek(REF, 60, 40), 60, 40)).hasSize(40).startsWith("60");
        assertThat(read).containsExactly("0-100");
        assertThat(ids(resolver.resolve(REF, 90, 20, Charge.FREE).join(), 90, 20))
                .containsSequence("99", "100");
        assertThat(read).containsExactly("0-100", "0-200");
    }

    @Test
    void aListThatWasReadToItsEndAnswersForAllOfIt() {
        gate.countDown();
        whole = true;
        resolver.resolve(REF, 0, 50, Charge.FREE).join();
        assertThat(ids(resolver.peek(REF, 950, 100), 950, 100)).hasSize(50).endsWith("999");
        assertThat(ids(resolver.resolve(REF, 2_000, 10, Charge.FREE).join(), 2_000, 10))
                .isEmpty();
        assertThat(read).hasSize(1);
    }

    @Test
    void isKeptAsLongAsVideosAre() {
        gate.countDown();
        PlaylistRef twitch = new PlaylistRef("twitch", "someone", REF.page());
        resolver.resolve(REF, 0, 50, Charge.FREE).join();
        resolver.resolve(twitch, 0, 50, Charge.FREE).join();
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(2));
        assertThat(resolver.peek(REF, 0, 50)).isNotNull();
        assertThat(resolver.peek(twitch, 0, 50)).isNull();
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(14));
        assertThat(resolver.peek(REF, 0, 50)).isNull();
    }

    @Test
    void failuresAreRememberedForAWhile() {
        gate.countDown();
        failing = 1;
        assertThat(resolver.resolve(REF, 0, 50, Charge.FREE).join()).isInstanceOf(Unlisted.class);
        assertThat(resolver.resolve(REF, 0, 50, Charge.FREE).join()).isInstanceOf(Unlisted.class);
        assertThat(read).hasSize(1);
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(61));
        assertThat(resolver.resolve(REF, 0, 50, Charge.FREE).join()).isInstanceOf(Listed.class);
    }

    @Test
    void whatNobodyForesawIsAFailureToo() {
        gate.countDown();
        failing = -1;
        assertThat(resolver.resolve(REF, 0, 50, Charge.FREE).join())
                .isInstanceOfSatisfying(
                        Unlisted.class,
                        unlisted -> assertThat(unlisted.failure().reason()).isEqualTo(Reason.INTERNAL));
    }

    @Test
    void whoeverWaitsWithOneWhoCannotPayPaysAlone() {
        Charge poor = () -> {
            gate.await();
            throw Failure.of(Reason.RATE_LIMITED, "Too many extractions.", "Wait.")
                    .toException();
        };
        CompletableFuture<Listing> first = resolver.resolve(REF, 0, 50, poor);
        CompletableFuture<Listing> second = resolver.resolve(REF, 0, 50, Charge.FREE);
        gate.countDown();
        assertThat(first.join()).isInstanceOf(Unlisted.class);
        assertThat(second.join()).isInstanceOf(Listed.class);
        assertThat(resolver.peek(REF, 0, 50)).isInstanceOf(Listed.class);
    }

    @Test
    void forgetsListsOfThePlatformThatIsPurged() {
        gate.countDown();
        resolver.resolve(REF, 0, 50, Charge.FREE).join();
        resolver.forget(new PurgeScope.OnePlatform("twitch"));
        resolver.forget(new PurgeScope.OneVideo("youtube", "PL0"));
        assertThat(resolver.peek(REF, 0, 50)).isNotNull();
        resolver.forget(new PurgeScope.OnePlatform("youtube"));
        assertThat(resolver.peek(REF, 0, 50)).isNull();
    }

    private Playlist list(PlaylistRef ref, int first, int last) throws InterruptedException {
        gate.await();
        read.add(first + "-" + last);
        if (failing < 0) {
            throw new IllegalStateException("a mistake");
        }
        if (failing > 0) {
            failing--;
            throw Failure.of(Reason.NOT_FOUND, "There is no such list.", "Look elsewhere.")
                    .toException();
        }
        List<PlaylistEntry> entries = IntStream.range(whole ? 0 : first, whole ? LENGTH : Math.min(last, LENGTH))
                .mapToObj(i -> new PlaylistEntry(Integer.toString(i), "Film " + i, 1.0, null, null))
                .toList();
        return new Playlist(
                ref.id(), "List", null, null, ref.page(), ref.platform(), 1_000L, whole ? 0 : first, entries, whole);
    }

    private static List<String> ids(Listing listing, int offset, int limit) {
        return ((Listed) listing)
                .playlist().window(offset, limit).stream()
                        .map(PlaylistEntry::id)
                        .toList();
    }

    private static PlaylistRef ref(String id) {
        return new PlaylistRef("youtube", id, URI.create("https://www.youtube.com/playlist?list=" + id));
    }
}
