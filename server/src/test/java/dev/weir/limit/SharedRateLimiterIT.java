package dev.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.limit.Decision.Verdict;
import dev.weir.redis.RedisServer;
import dev.weir.redis.SharedServerUnavailable;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server; its clock is the one that counts. */
class SharedRateLimiterIT extends RateLimiterContract {
    private RedisServer redis;
    private final List<LettuceScripts> connections = new ArrayList<>();
    private SharedRateLimiter limiter;

    @BeforeEach
    void start() throws Exception {
        redis = RedisServer.start();
        limiter = instance("first");
    }

    @AfterEach
    void stop() throws Exception {
        connections.forEach(LettuceScripts::close);
        redis.close();
    }

    @Override
    RateLimiter limiter() {
        return limiter;
    }

    @Override
    void advance(Duration time) {
        LettuceScripts server = connections.getFirst();
        long until = server.time() + micros(time);
        await().pollInterval(Duration.ofMillis(1)).atMost(time.plusSeconds(5)).until(() -> server.time() >= until);
    }

    private record Use(long asked, long answered, boolean admitted) {}

    /**
     * Three instances under more load than the limit. What the clients' own clock proves: no window held more than the limit, and nobody was refused
     * unless a window 1 % longer was full.
     */
    @Test
    void threeInstancesAreExactTogether() throws Exception {
        List<SharedRateLimiter> instances = List.of(limiter, instance("second"), instance("third"));
        Quota quota = new Quota(Budget.REQUESTS, 200, Duration.ofSeconds(1));
        List<Use> uses = load(instances, quota, Duration.ofMillis(3_500));
        List<Use> admitted = uses.stream().filter(Use::admitted).toList();
        assertThat(uses.size()).isGreaterThan(2 * admitted.size());
        // Four bursts fit into three and a half windows, however they lie.
        assertThat(admitted.size()).isBetween(4 * 200 * 99 / 100, 4 * 200);
        long window = quota.window().toNanos();
        for (Use first : admitted) {
            assertThat(admitted.stream()
                            .filter(use -> use.asked >= first.answered && use.answered <= first.asked + window)
                            .count())
                    .isLessThanOrEqualTo(quota.limit());
        }
        long longer = window * 101 / 100;
        for (Use refused : uses.stream().filter(use -> !use.admitted).toList()) {
            assertThat(admitted.stream()
                            .filter(use -> use.answered >= refused.asked - longer && use.asked <= refused.answered)
                            .count())
                    .isGreaterThanOrEqualTo(quota.limit());
        }
    }

    private static List<Use> load(List<SharedRateLimiter> instances, Quota quota, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        try (var threads = Executors.newFixedThreadPool(2 * instances.size())) {
            List<Callable<List<Use>>> clients = new ArrayList<>();
            for (int i = 0; i < 2 * instances.size(); i++) {
                SharedRateLimiter instance = instances.get(i % instances.size());
                clients.add(() -> {
                    List<Use> uses = new ArrayList<>();
                    while (System.nanoTime() < end) {
                        long asked = System.nanoTime();
                        boolean admitted = !instance.ask("all", quota)
                                .get(5, TimeUnit.SECONDS)
                                .refused();
                        uses.add(new Use(asked, System.nanoTime(), admitted));
                        Thread.onSpinWait();
                    }
                    return uses;
                });
            }
            List<Use> all = new ArrayList<>();
            for (Future<List<Use>> client : threads.invokeAll(clients, 30, TimeUnit.SECONDS)) {
                all.addAll(client.get());
            }
            return all;
        }
    }

    /** Asked without waiting for answers, as by many connections of one client. */
    @Test
    void usesThatWaitAreCountedTogetherAndNoneIsLost() throws Exception {
        Quota quota = new Quota(Budget.REQUESTS, 150, Duration.ofMinutes(1));
        List<CompletableFuture<Decision>> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            answers.add(limiter.ask("a", quota));
        }
        List<Integer> left = new ArrayList<>();
        for (CompletableFuture<Decision> answer : answers) {
            Decision decision = answer.get(5, TimeUnit.SECONDS);
            if (!decision.refused()) {
                left.add(decision.remaining());
            } else {
                assertThat(decision.remaining()).isZero();
            }
        }
        assertThat(left)
                .isEqualTo(IntStream.range(0, 150).map(i -> 149 - i).boxed().toList());
        assertThat(limiter.localShare()).isZero();
    }

    @Test
    void readingOnAtAnotherInstanceIsNoUseEither() throws Exception {
        Quota quota = new Quota(Budget.STREAMS, 1, WINDOW);
        assertThat(stream("a", quota, "film", false)).isEqualTo(Verdict.ADMITTED);
        SharedRateLimiter second = instance("second");
        for (int i = 0; i < 3; i++) {
            assertThat(second.askForStream("a", quota, new StreamUse("film", true))
                            .get()
                            .verdict())
                    .isEqualTo(Verdict.UNCOUNTED);
        }
        assertThat(second.askForStream("a", quota, new StreamUse("film", false))
                        .get()
                        .verdict())
                .isEqualTo(Verdict.REFUSED);
        assertThat(second.askForStream("b", quota, new StreamUse("film", true))
                        .get()
                        .verdict())
                .isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void whatTheServerKeepsOfAClientIsBoundedAndGoesByItself() throws Exception {
        Quota quota = new Quota(Budget.REQUESTS, 1_000_000, WINDOW);
        long end = connections.getFirst().time() + micros(WINDOW.multipliedBy(2));
        while (connections.getFirst().time() < end) {
            admit("busy", quota, 1);
        }
        String key = connections.getFirst().keys().stream()
                .filter(name -> name.endsWith(":busy"))
                .findFirst()
                .orElseThrow();
        // The slots, and two figures about them; few enough for the server's compact encoding.
        assertThat(connections.getFirst().fields(key)).isBetween(60L, Quota.SLOTS + 3L);
        advance(WINDOW.plus(SLOT.multipliedBy(2)));
        assertThat(connections.getFirst().keys()).doesNotContain(key);
    }

    @Test
    void whileTheServerHangsLimitsGoOnAtAShareAndComeBackByThemselves() throws Exception {
        SharedRateLimiter second = instance("second");
        Quota quota = new Quota(Budget.REQUESTS, 10, Duration.ofMinutes(1));
        Quota other = new Quota(Budget.STREAMS, 10, Duration.ofMinutes(1));
        assertThat(second.ask("a", quota).get().verdict()).isEqualTo(Verdict.ADMITTED);
        // It is told of the other one in the same breath.
        SharedRateLimiter knowing = instance("third");
        admitAt(knowing, "a", quota, 1);
        redis.freeze();
        try {
            for (int i = 0; i < 3; i++) {
                long begun = System.nanoTime();
                assertThat(knowing.ask("b", quota).get(2, TimeUnit.SECONDS).verdict())
                        .isEqualTo(Verdict.ADMITTED);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(400));
            }
            assertThat(knowing.localShare()).isEqualTo(1.0 / 2);
            // From now on nobody waits, and a share is a share: five of ten for each of two.
            for (int i = 0; i < 2; i++) {
                assertThat(knowing.ask("b", quota)).isDone();
            }
            assertThat(knowing.ask("b", quota).join().verdict()).isEqualTo(Verdict.REFUSED);
            // What this instance admitted while the server counted still counts.
            for (int i = 0; i < 4; i++) {
                assertThat(knowing.ask("a", quota).join().verdict()).isEqualTo(Verdict.ADMITTED);
            }
            assertThat(knowing.ask("a", quota).join().verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(knowing.ask("a", other).join().quota().limit()).isEqualTo(5);
        } finally {
            redis.thaw();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            knowing.ask("somebody", quota).get(1, TimeUnit.SECONDS);
            return knowing.localShare() == 0;
        });
        assertThat(knowing.ask("c", quota).get().quota().limit()).isEqualTo(10);
    }

    @Test
    void aServerThatStartsAnewIsCountedOnAgain() throws Exception {
        Quota quota = quota(1_000);
        admit("a", quota, 1);
        redis.kill();
        redis.restart();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            limiter.ask("a", quota).get(1, TimeUnit.SECONDS);
            return limiter.localShare() == 0 && !connections.getFirst().keys().isEmpty();
        });
    }

    @Test
    void anAnswerThatMakesNoSenseIsNone() throws Exception {
        for (List<Long> nonsense :
                List.<List<Long>>of(List.of(), List.of(1L), List.of(1L, 2L, 3L, 4L), List.of(3L, 0L, 0L))) {
            SharedRateLimiter confused = new SharedRateLimiter(
                    (script, keys, arguments) -> CompletableFuture.completedFuture(nonsense),
                    local(),
                    "x",
                    Ticker.systemTicker());
            admitAt(confused, "a", quota(3), 3);
            assertThat(confused.ask("a", quota(3)).join().verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(confused.localShare()).isEqualTo(1);
        }
    }

    @Test
    void aServerKnownToBeAwayIsProbedNowAndThenByOneUse() {
        List<String> asked = new ArrayList<>();
        long[] nanos = {0};
        SharedRateLimiter alone = new SharedRateLimiter(
                (script, keys, arguments) -> {
                    asked.add(keys.getFirst());
                    return CompletableFuture.failedFuture(new SharedServerUnavailable("away"));
                },
                local(),
                "x",
                () -> nanos[0]);
        for (int i = 0; i < 100; i++) {
            assertThat(alone.ask("a", quota(200)).join().verdict()).isEqualTo(Verdict.ADMITTED);
        }
        // The first uses, and the word that this instance is there.
        assertThat(asked).hasSize(4);
        nanos[0] += Duration.ofSeconds(1).toNanos();
        for (int i = 0; i < 50; i++) {
            alone.ask("a", quota(200)).join();
        }
        assertThat(asked).hasSize(5);
    }

    private static void admitAt(RateLimiter where, String client, Quota quota, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(where.ask(client, quota).get(5, TimeUnit.SECONDS).verdict())
                    .isEqualTo(Verdict.ADMITTED);
        }
    }

    private SharedRateLimiter instance(String name) {
        LettuceScripts scripts = new LettuceScripts(RedisURI.create(redis.url()));
        connections.add(scripts);
        return new SharedRateLimiter(scripts, local(), name, Ticker.systemTicker());
    }

    private static InProcessRateLimiter local() {
        return new InProcessRateLimiter(Duration.ofMinutes(1), Ticker.systemTicker(), Runnable::run);
    }
}
