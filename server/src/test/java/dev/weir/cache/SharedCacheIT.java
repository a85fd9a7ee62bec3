package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.redis.LinkState;
import dev.weir.redis.RedisServer;
import dev.weir.resolve.Charge;
import dev.weir.resolve.PurgeScope.Everything;
import dev.weir.resolve.PurgeScope.OnePlatform;
import dev.weir.resolve.PurgeScope.OneVideo;
import dev.weir.resolve.Resolution;
import dev.weir.resolve.Resolution.Failed;
import dev.weir.resolve.Resolution.Resolved;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import dev.weir.video.VideoRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances and one Redis. */
class SharedCacheIT {
    private static final VideoRef REF = ref("youtube", "abcdefghijk");
    private static final Duration LONG = Duration.ofSeconds(20);

    private static RedisServer server;

    private SharedResolver a;
    private SharedResolver b;

    @BeforeAll
    static void start() throws Exception {
        server = RedisServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void connect() throws Exception {
        server.ask("FLUSHALL");
        a = new SharedResolver(server);
        b = new SharedResolver(server);
        awaitUp();
    }

    @AfterEach
    void close() {
        a.close();
        b.close();
    }

    @Test
    void whatOneFoundTheOtherKnows() throws Exception {
        Resolved found = (Resolved) resolve(a, REF);
        awaitStored(1);
        assertThat(resolve(b, REF)).isEqualTo(found);
        assertThat(b.site.extractions).hasValue(0);
        assertThat(b.resolver.peek(REF)).isEqualTo(found);
        assertThat(b.shared.hits()).isEqualTo(1);
    }

    @Test
    void failuresAreSharedToo() throws Exception {
        a.site.failure = Failure.of(Reason.PRIVATE, "The video is private.", "Nobody can see it.");
        Resolution failed = resolve(a, REF);
        assertThat(failed).isInstanceOf(Failed.class);
        awaitStored(1);
        assertThat(resolve(b, REF)).isEqualTo(failed);
        assertThat(b.site.extractions).hasValue(0);
        assertThat(Long.parseLong(server.ask("PTTL weir:1:video:direct:youtube:abcdefghijk")
                        .substring(1)))
                .isBetween(1L, 60_000L);
    }

    @Test
    void askedAtOnceOneOfThemExtracts() throws Exception {
        a.site.gate = b.site.gate = new CountDownLatch(1);
        CompletableFuture<Resolution> first = a.resolver.resolve(REF);
        CompletableFuture<Resolution> second = b.resolver.resolve(REF);
        await().until(() -> a.site.extractions.get() + b.site.extractions.get() == 1);
        assertThat(CompletableFuture.anyOf(first, second)).isNotDone();
        a.site.gate.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(second.get(20, TimeUnit.SECONDS));
        assertThat(a.site.extractions.get() + b.site.extractions.get()).isEqualTo(1);
    }

    @Test
    void theOtherTriesWhereTheFirstWasTooBusy() throws Exception {
        a.site.gate = new CountDownLatch(1);
        a.site.failure = Failure.of(Reason.OVERLOADED, "Too many wait.", "Try again.");
        CompletableFuture<Resolution> first = a.resolver.resolve(REF);
        await().until(() -> a.site.extractions.get() == 1);
        CompletableFuture<Resolution> second = b.resolver.resolve(REF);
        a.site.gate.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(Failed.class);
        assertThat(second.get(20, TimeUnit.SECONDS)).isInstanceOf(Resolved.class);
        assertThat(b.site.extractions).hasValue(1);
    }

    @Test
    void aLockIsKeptForAsLongAsItsHolderWorks() throws Exception {
        a.site.gate = new CountDownLatch(1);
        CompletableFuture<Resolution> first = a.resolver.resolve(REF);
        await().until(() -> a.site.extractions.get() == 1);
        CompletableFuture<Resolution> second = b.resolver.resolve(REF);
        await().pollDelay(Lease.LIFE.plusSeconds(1)).atMost(LONG).until(() -> true);
        assertThat(second).isNotDone();
        a.site.gate.countDown();
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(first.get(20, TimeUnit.SECONDS));
        assertThat(b.site.extractions).hasValue(0);
    }

    @Test
    void aHolderThatDiedCostsALocksLifeAtMost() throws Exception {
        server.ask("SET weir:1:lock:direct:youtube:abcdefghijk dead PX " + Lease.LIFE.toMillis());
        assertThat(resolve(a, REF)).isInstanceOf(Resolved.class);
        assertThat(a.site.extractions).hasValue(1);
        await().until(() ->
                server.ask("EXISTS weir:1:lock:direct:youtube:abcdefghijk").equals(":0"));
    }

    @Test
    void refreshingGoesPastTheSharedValueUnlessAnotherInstanceRenewedIt() throws Exception {
        Resolved stale = (Resolved) resolve(a, REF);
        awaitStored(1);
        Resolved same = (Resolved) resolve(b, REF);
        Resolved renewed = (Resolved) a.resolver.refresh(stale).get(20, TimeUnit.SECONDS);
        assertThat(a.site.extractions).hasValue(2);
        assertThat(renewed.extractedAt()).isAfter(stale.extractedAt());
        await().untilAsserted(() -> {
            Resolution other = b.resolver.refresh(same).get(20, TimeUnit.SECONDS);
            assertThat(other).isEqualTo(renewed);
        });
        assertThat(b.site.extractions).hasValue(0);
    }

    @Test
    void askedForNewAddressesNothingOlderWillDo() throws Exception {
        resolve(a, REF);
        awaitStored(1);
        b.resolver.resolveAnew(REF, Charge.FREE).get(20, TimeUnit.SECONDS);
        assertThat(b.site.extractions).hasValue(1);
    }

    @Test
    void differentWaysOutShareNothing() throws Exception {
        resolve(a, REF);
        awaitStored(1);
        try (SharedResolver other = new SharedResolver(server, "elsewhere")) {
            await().atMost(LONG).until(() -> other.state() == LinkState.UP);
            resolve(other, REF);
            assertThat(other.site.extractions).hasValue(1);
        }
    }

    @Test
    void nonsenseOnTheServerIsAMissAndReplaced() throws Exception {
        server.ask("SET weir:1:video:direct:youtube:abcdefghijk nonsense");
        Resolution found = resolve(a, REF);
        assertThat(found).isInstanceOf(Resolved.class);
        await().untilAsserted(() -> assertThat(server.ask("STRLEN weir:1:video:direct:youtube:abcdefghijk"))
                .isNotEqualTo(":8"));
        assertThat(resolve(b, REF)).isEqualTo(found);
        assertThat(b.site.extractions).hasValue(0);
    }

    @Test
    void aKeyOfAnotherTypeIsNoReasonToFail() throws Exception {
        server.ask("LPUSH weir:1:video:direct:youtube:abcdefghijk x");
        assertThat(resolve(a, REF)).isInstanceOf(Resolved.class);
    }

    @Test
    void onePurgedVideoIsForgottenEverywhere() throws Exception {
        VideoRef kept = ref("youtube", "bbbbbbbbbbb");
        for (VideoRef ref : List.of(REF, kept)) {
            resolve(a, ref);
        }
        awaitStored(2);
        for (VideoRef ref : List.of(REF, kept)) {
            resolve(b, ref);
        }
        a.resolver.purge(new OneVideo("youtube", "abcdefghijk")).get(20, TimeUnit.SECONDS);
        assertThat(a.resolver.peek(REF)).isNull();
        await().atMost(LONG).until(() -> b.resolver.peek(REF) == null);
        assertThat(a.resolver.peek(kept)).isNotNull();
        assertThat(b.resolver.peek(kept)).isNotNull();
        awaitStored(1);
        a.site.title = "new";
        assertThat(resolve(a, REF))
                .isInstanceOfSatisfying(
                        Resolved.class,
                        found -> assertThat(found.info().title()).isEqualTo("new"));
        awaitStored(2);
        assertThat(resolve(b, REF)).isEqualTo(a.resolver.peek(REF));
        assertThat(b.site.extractions).hasValue(0);
    }

    @Test
    void aPurgedPlatformAndThenEverythingIsForgottenEverywhere() throws Exception {
        VideoRef twitch = ref("twitch", "1");
        VideoRef twitter = ref("twitter", "1");
        List<VideoRef> all = List.of(REF, twitch, twitter);
        for (VideoRef ref : all) {
            resolve(a, ref);
        }
        awaitStored(3);
        for (VideoRef ref : all) {
            resolve(b, ref);
        }
        b.resolver.purge(new OnePlatform("twitch")).get(20, TimeUnit.SECONDS);
        await().atMost(LONG).until(() -> a.resolver.peek(twitch) == null);
        assertThat(b.resolver.peek(twitch)).isNull();
        assertThat(a.resolver.peek(twitter)).isNotNull();
        awaitStored(2);
        b.resolver.purge(new Everything()).get(20, TimeUnit.SECONDS);
        await().atMost(LONG).until(() -> a.resolver.peek(REF) == null && a.resolver.peek(twitter) == null);
        awaitStored(0);
    }

    @Test
    void anExtractionThatBeganBeforeAPurgeBringsNothingBack() throws Exception {
        a.site.gate = new CountDownLatch(1);
        a.site.title = "old";
        CompletableFuture<Resolution> old = a.resolver.resolve(REF);
        await().until(() -> a.site.extractions.get() == 1);
        b.resolver.purge(new Everything()).get(20, TimeUnit.SECONDS);
        a.site.title = "new";
        a.site.gate.countDown();
        assertThat(title(old.get(20, TimeUnit.SECONDS))).isEqualTo("old");
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(title(resolve(a, REF))).isEqualTo("new"));
        awaitStored(1);
        assertThat(title(resolve(b, REF))).isEqualTo("new");
    }

    @Test
    void aPurgeWhileTheServerWasAwayIsMadeUpFor() throws Exception {
        resolve(a, REF);
        awaitStored(1);
        resolve(b, REF);
        server.freeze();
        a.resolver.purge(new Everything()).get(20, TimeUnit.SECONDS);
        assertThat(a.resolver.peek(REF)).isNull();
        server.thaw();
        awaitUp();
        await().atMost(LONG).until(() -> b.resolver.peek(REF) == null);
        awaitStored(0);
    }

    @Test
    void aServerThatMissedAPurgeForgetsWhenItIsBack() throws Exception {
        resolve(a, REF);
        awaitStored(1);
        resolve(b, REF);
        // As another server would do while this one is cut off: the mark is there, the message was never heard.
        server.ask("SET weir:1:purged 0123456789abcdef");
        server.ask("CLIENT KILL TYPE pubsub");
        await().atMost(LONG).until(() -> b.resolver.peek(REF) == null && a.resolver.peek(REF) == null);
    }

    @Test
    void withoutTheServerEachGoesOnAlone() throws Exception {
        server.freeze();
        try {
            long begin = System.nanoTime();
            assertThat(resolve(a, REF)).isInstanceOf(Resolved.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            await().atMost(LONG).until(() -> b.state() == LinkState.SILENT);
            for (int i = 0; i < 200; i++) {
                resolve(b, ref("youtube", "video" + i));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
        } finally {
            server.thaw();
        }
        awaitUp();
        resolve(a, ref("youtube", "shared_again"));
        await().atMost(LONG)
                .until(() -> server.ask("EXISTS weir:1:video:direct:youtube:shared_again")
                        .equals(":1"));
        assertThat(resolve(b, ref("youtube", "shared_again")))
                .isEqualTo(a.resolver.peek(ref("youtube", "shared_again")));
    }

    @Test
    void whoWaitsForAnotherServerGoesOnWhenTheSharedOneFreezes() throws Exception {
        a.site.gate = new CountDownLatch(1);
        var _ = a.resolver.resolve(REF);
        await().until(() -> a.site.extractions.get() == 1);
        CompletableFuture<Resolution> second = b.resolver.resolve(REF);
        await().pollDelay(Duration.ofMillis(200)).until(() -> !second.isDone());
        server.freeze();
        try {
            assertThat(second.get(20, TimeUnit.SECONDS)).isInstanceOf(Resolved.class);
            assertThat(b.site.extractions).hasValue(1);
        } finally {
            server.thaw();
            a.site.gate.countDown();
        }
    }

    private static Resolution resolve(SharedResolver instance, VideoRef ref) throws Exception {
        return instance.resolver.resolve(ref).get(20, TimeUnit.SECONDS);
    }

    private static String title(Resolution resolution) {
        return ((Resolved) resolution).info().title();
    }

    /** Values are stored after the answer is given. */
    private static void awaitStored(int videos) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(server.ask("EVAL \"return #redis.call('keys','weir:1:video:*')\" 0"))
                        .isEqualTo(":" + videos));
    }

    private void awaitUp() {
        await().atMost(LONG).until(() -> a.state() == LinkState.UP && b.state() == LinkState.UP);
    }

    private static VideoRef ref(String platform, String id) {
        return new VideoRef(platform, id, URI.create("https://example.org/" + platform + "/" + id));
    }
}
