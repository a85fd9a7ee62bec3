package dev.weir.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.extract.Extractor;
import dev.weir.extract.ExtractorHealth;
import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private static final VideoRef REF =
            new VideoRef("youtube", "abcdefghijk", URI.create("https://www.youtube.com/watch?v=abcdefghijk"));

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final FakeSite site = new FakeSite();
    private final Resolver resolver = new Resolver(
            site,
            blocking,
            now::get,
            () -> TimeUnit.SECONDS.toNanos(now.get().getEpochSecond()),
            new Lifetimes(Duration.ofMinutes(15), Map.of("twitch", Duration.ofMinutes(1)), Duration.ofMinutes(5)),
            SharedCache.NONE);

    @AfterEach
    void close() {
        blocking.close();
    }

    @Test
    void extractsOnceForSimultaneousAskers() throws Exception {
        site.gate = new CountDownLatch(1);
        List<CompletableFuture<Resolution>> askers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            askers.add(resolver.resolve(REF));
        }
        assertThat(resolver.peek(REF)).isNull();
        site.gate.countDown();
        for (CompletableFuture<Resolution> asker : askers) {
            assertThat(asker.get(5, TimeUnit.SECONDS)).isInstanceOf(Resolved.class);
        }
        assertThat(site.extractions).hasValue(1);
        assertThat(resolver.peek(REF)).isSameAs(askers.getFirst().join());
    }

    @Test
    void onlyWhoeverMakesAnExtractionBeginPays() throws Exception {
        site.gate = new CountDownLatch(1);
        AtomicInteger paid = new AtomicInteger();
        List<CompletableFuture<Resolution>> askers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            askers.add(resolver.resolve(REF, paid::incrementAndGet));
        }
        site.gate.countDown();
        for (CompletableFuture<Resolution> asker : askers) {
            assertThat(asker.get(5, TimeUnit.SECONDS)).isInstanceOf(Resolved.class);
        }
        resolver.resolve(REF, paid::incrementAndGet).get(5, TimeUnit.SECONDS);
        assertThat(paid).hasValue(1);
    }

    @Test
    void whoeverCannotPayIsRefusedAloneAndLeavesNoTrace() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch refuse = new CountDownLatch(1);
        CompletableFuture<Resolution> poor = resolver.resolve(REF, () -> {
            begun.countDown();
            refuse.await(5, TimeUnit.SECONDS);
            throw Failure.of(Reason.RATE_LIMITED, "Too many.", "Wait.").toException();
        });
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Resolution> rich = resolver.resolve(REF, Charge.FREE);
        refuse.countDown();
        assertThat(poor.get(5, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.failure().reason()).isEqualTo(Reason.RATE_LIMITED));
        assertThat(rich.get(5, TimeUnit.SECONDS)).isInstanceOf(Resolved.class);
        assertThat(site.extractions).hasValue(1);
        assertThat(resolver.peek(REF)).isInstanceOf(Resolved.class);
    }

    @Test
    void aRefusalIsForgottenAtOnce() throws Exception {
        Charge refusal = () -> {
            throw Failure.of(Reason.RATE_LIMITED, "Too many.", "Wait.").toException();
        };
        for (int i = 0; i < 3; i++) {
            assertThat(resolver.resolve(REF, refusal).get(5, TimeUnit.SECONDS)).isInstanceOf(Failed.class);
            assertThat(resolver.peek(REF)).isNull();
        }
        assertThat(site.extractions).hasValue(0);
        assertThat(resolver.resolve(REF).get(5, TimeUnit.SECONDS)).isInstanceOf(Resolved.class);
    }

    @Test
    void keepsForTheSettingWhereAddressesNameNoEnd() {
        resolve(REF);
        advance(Duration.ofMinutes(14));
        assertThat(resolver.peek(REF)).isNotNull();
        advance(Duration.ofMinutes(2));
        assertThat(resolver.peek(REF)).isNull();
    }

    @Test
    void keepsNoLongerThanTheAddressesLessTheMargin() {
        site.expiresAt = now.get().plus(Duration.ofMinutes(10));
        resolve(REF);
        advance(Duration.ofMinutes(8));
        assertThat(resolver.peek(REF)).isNotNull();
        advance(Duration.ofSeconds(61));
        assertThat(resolver.peek(REF)).isNull();
    }

    @Test
    void aPlatformsOwnLifetimeWins() {
        VideoRef twitch = new VideoRef("twitch", "1", URI.create("https://www.twitch.tv/videos/1"));
        resolve(twitch);
        advance(Duration.ofSeconds(61));
        assertThat(resolver.peek(twitch)).isNull();
    }

    @Test
    void remembersFailuresForAMinuteAtMost() {
        site.failure = Failure.of(Reason.PRIVATE, "The video is private.", "Nobody can see it.");
        assertThat(resolve(REF)).isInstanceOf(Failed.class);
        advance(Duration.ofSeconds(59));
        assertThat(resolve(REF)).isInstanceOf(Failed.class);
        assertThat(site.extractions).hasValue(1);
        advance(Duration.ofSeconds(2));
        site.failure = null;
        assertThat(resolve(REF)).isInstanceOf(Resolved.class);
    }

    @Test
    void neverRemembersThatTheServerWasBusy() {
        site.failure = Failure.of(Reason.OVERLOADED, "Too many wait.", "Try again.");
        resolve(REF);
        site.failure = null;
        assertThat(resolve(REF)).isInstanceOf(Resolved.class);
    }

    @Test
    void handsOutAddressesWithoutAnEndForTheStreamLifetimeOnly() {
        Resolution first = resolver.resolveForStreaming(REF).join();
        advance(Duration.ofMinutes(4));
        assertThat(resolver.resolveForStreaming(REF).join()).isSameAs(first);
        advance(Duration.ofMinutes(2));
        assertThat(resolve(REF)).isSameAs(first);
        assertThat(resolver.resolveForStreaming(REF).join()).isNotSameAs(first);
        assertThat(site.extractions).hasValue(2);
    }

    @Test
    void refreshesOnceForAllWhoHoldTheSameStaleAnswer() {
        Resolved stale = (Resolved) resolve(REF);
        Resolution first = resolver.refresh(stale).join();
        Resolution second = resolver.refresh(stale).join();
        assertThat(first).isNotSameAs(stale).isSameAs(second);
        assertThat(site.extractions).hasValue(2);
    }

    @Test
    void boundsRefreshesWithinAMinute() {
        Resolved current = (Resolved) resolve(REF);
        for (int i = 0; i < 20; i++) {
            current = (Resolved) resolver.refresh(current).join();
            await().until(() -> resolver.stats().loadCount() == site.extractions.get());
        }
        assertThat(site.extractions).hasValue(1 + Resolver.MAX_REFRESHES_PER_MINUTE);
        advance(Duration.ofSeconds(61));
        assertThat(resolver.refresh(current).join()).isNotSameAs(current);
    }

    @Test
    void memoryIsBoundedByWhatItHoldsNotByHowManyEntries() {
        site.description = "x".repeat(1 << 20);
        for (int i = 0; i < 60; i++) {
            resolve(new VideoRef("youtube", "video" + i, URI.create("https://www.youtube.com/watch?v=video" + i)));
        }
        await().until(() -> resolver.size() <= Resolver.MAX_BYTES >> 20);
    }

    @Test
    void anUnforeseenErrorIsOursAndSaysNothingInside() {
        site.bug = new IllegalStateException("/secret/path");
        assertThat(resolve(REF)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.failure().reason()).isEqualTo(Reason.INTERNAL);
            assertThat(failed.toString()).doesNotContain("secret");
        });
    }

    /** Returns once the cache knows how long to keep the outcome, which it learns just after its future completes. */
    private Resolution resolve(VideoRef ref) {
        Resolution resolution = resolver.resolve(ref).join();
        await().until(() -> resolver.stats().loadCount() == site.extractions.get());
        return resolution;
    }

    private void advance(Duration step) {
        now.updateAndGet(instant -> instant.plus(step));
    }

    /** A site whose answers the test chooses. */
    private static final class FakeSite implements Extractor {
        final AtomicInteger extractions = new AtomicInteger();
        volatile @Nullable CountDownLatch gate;
        volatile @Nullable Failure failure;
        volatile @Nullable RuntimeException bug;
        volatile @Nullable Instant expiresAt;
        volatile @Nullable String description;

        @Override
        public VideoInfo extract(VideoRef ref) throws InterruptedException {
            extractions.incrementAndGet();
            if (gate != null && !gate.await(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test never opened the gate");
            }
            if (failure != null) {
                throw failure.toException();
            }
            if (bug != null) {
                throw bug;
            }
            return new VideoInfo(
                    ref.id(),
                    "t",
                    description,
                    null,
                    null,
                    ref.platform(),
                    null,
                    null,
                    null,
                    null,
                    false,
                    null,
                    List.of(),
                    List.of(),
                    expiresAt);
        }

        @Override
        public ExtractorHealth health() {
            return new ExtractorHealth(ExtractorHealth.State.HEALTHY, "1", null, 1, 0, 0);
        }

        @Override
        public void close() {}
    }
}
