package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.config.RedisSettings;
import dev.weir.config.Secret;
import dev.weir.origin.TestCa;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedisLinkIT {
    private static final Script COUNT = new Script("return {redis.call('INCRBY', KEYS[1], ARGV[1]), 7}");
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** What 250 ms may grow to on a machine that does ten other things. */
    private static final long BOUND_MILLIS = 1_000;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final List<RedisLink> links = new ArrayList<>();

    @AfterEach
    void close() {
        links.forEach(RedisLink::close);
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        blocking.close();
    }

    @ParameterizedTest
    @EnumSource
    void runsScriptsThatTheServerHasNeverSeen(RedisServer.Program program) throws Exception {
        try (RedisServer server = RedisServer.start(program)) {
            RedisLink link = up(settings(server, null, null));
            assertThat(run(link)).containsExactly(2L, 7L);
            assertThat(run(link)).containsExactly(4L, 7L);
            assertThat(server.ask("SCRIPT FLUSH")).isEqualTo("+OK");
            assertThat(run(link)).containsExactly(6L, 7L);
        }
    }

    @Test
    void readsValuesInTheirOrder() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            RedisLink link = up(settings(server, null, null));
            server.ask("SET b two");
            assertThat(link.values(List.of("a", "b"), PATIENCE).get())
                    .containsExactly(null, "two".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void removesKeysByPatternHoweverMany() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            RedisLink link = up(settings(server, null, null));
            server.ask("EVAL \"for i=1,3000 do redis.call('set','a:'..i,1) end\" 0");
            server.ask("SET b 1");
            assertThat(link.remove("a:*").get(10, TimeUnit.SECONDS)).isEqualTo(3000);
            assertThat(server.ask("DBSIZE")).isEqualTo(":1");
        }
    }

    @Test
    void hearsMessagesAgainAfterARestart() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            up(settings(server, null, null));
            server.ask("PUBLISH news one");
            await().untilAsserted(() -> assertThat(messages).containsExactly("one"));
            server.kill();
            server.restart();
            await().atMost(Duration.ofSeconds(20)).until(() -> connected.get() == 2);
            server.ask("PUBLISH news two");
            await().untilAsserted(() -> assertThat(messages).containsExactly("one", "two"));
        }
    }

    @Test
    void goesOnWithoutAKilledServerAndComesBack() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            RedisLink link = up(settings(server, null, null));
            server.kill();
            awaitState(link, LinkState.UNREACHABLE);
            assertUnavailableSoon(link);
            server.restart();
            awaitState(link, LinkState.UP);
            assertThat(run(link)).containsExactly(2L, 7L);
        }
    }

    @Test
    void waitsForAFrozenServerOnceOrTwiceAndThenNotAtAll() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            RedisLink link = up(settings(server, null, null));
            server.freeze();
            assertUnavailableSoon(link);
            assertUnavailableSoon(link);
            awaitState(link, LinkState.SILENT);
            long begin = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                assertThat(link.run(COUNT, List.of("k"), List.of("2"))).isCompletedExceptionally();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            server.thaw();
            awaitState(link, LinkState.UP);
            assertThat(run(link)).hasSize(2);
        }
    }

    @Test
    void makesAnotherConnectionWhereTheServerIsSilentForLong() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            RedisLink link = up(settings(server, null, null));
            server.freeze();
            await().atMost(Duration.ofSeconds(20)).until(() -> link.state() == LinkState.UNREACHABLE);
            server.thaw();
            awaitState(link, LinkState.UP);
            assertThat(connected.get()).isGreaterThan(1);
        }
    }

    @Test
    void knowsAFullServerAndOneThatHasRoomAgain() throws Exception {
        try (RedisServer server = RedisServer.start("--maxmemory-policy", "noeviction")) {
            RedisLink link = up(settings(server, null, null));
            server.ask("CONFIG SET maxmemory 1");
            assertUnavailableSoon(link);
            assertThat(link.state()).isEqualTo(LinkState.FULL);
            assertThat(link.values(List.of("a"), PATIENCE).get()).containsExactly((byte[]) null);
            server.ask("CONFIG SET maxmemory 0");
            awaitState(link, LinkState.UP);
            assertThat(run(link)).containsExactly(2L, 7L);
        }
    }

    @Test
    void greetsAsAUserOfAnAccessList() throws Exception {
        try (RedisServer server = RedisServer.start("--user", "weir", "on", ">pass", "~*", "&*", "+@all")) {
            RedisLink link = up(settings(server, "weir", "pass"));
            assertThat(run(link)).containsExactly(2L, 7L);
        }
    }

    @Test
    void triesAgainWithAPasswordThatIsWrongForNow() throws Exception {
        try (RedisServer server = RedisServer.start("--requirepass", "other")) {
            RedisLink link = link(settings(server, null, "secret"), null);
            awaitState(link, LinkState.CREDENTIALS);
            server.ask(List.of("AUTH other", "CONFIG SET requirepass secret"));
            awaitState(link, LinkState.UP);
        }
    }

    @Test
    void knowsAPasswordThatIsMissing() throws Exception {
        try (RedisServer server = RedisServer.start("--requirepass", "other")) {
            awaitState(link(settings(server, null, null), null), LinkState.CREDENTIALS);
        }
    }

    @Test
    void trustsOnlyCertificatesOfAnAuthorityItKnows(@TempDir Path folder) throws Exception {
        TestCa ca = TestCa.make();
        try (RedisServer server = RedisServer.startTls(ca)) {
            RedisSettings settings = new RedisSettings("127.0.0.1", server.port(), true, null, null, 0);
            awaitState(link(settings, null), LinkState.UNTRUSTED);
            RedisLink trusting = link(settings, trust(ca.writePem(folder)));
            awaitState(trusting, LinkState.UP);
            assertThat(run(trusting)).containsExactly(2L, 7L);
        }
    }

    @Test
    void refusesACertificateForAnotherName(@TempDir Path folder) throws Exception {
        TestCa ca = TestCa.make();
        try (RedisServer server = RedisServer.startTls(ca)) {
            RedisSettings settings = new RedisSettings("127.0.0.2", server.port(), true, null, null, 0);
            awaitState(link(settings, trust(ca.writePem(folder))), LinkState.UNTRUSTED);
        }
    }

    @Test
    void knowsAServerThatSpeaksSomethingElse() throws Exception {
        try (ServerSocket http = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            blocking.execute(() -> talk(http, "HTTP/1.1 400 Bad Request\r\n\r\n"));
            RedisLink link = link(new RedisSettings("127.0.0.1", http.getLocalPort(), false, null, null, 0), null);
            awaitState(link, LinkState.NONSENSE);
            assertUnavailableSoon(link);
        }
    }

    @Test
    void doesNotWaitForASlowServer() throws Exception {
        try (RedisServer server = RedisServer.start("--enable-debug-command", "yes")) {
            RedisLink link = up(settings(server, null, null));
            blocking.execute(() -> {
                try {
                    server.ask("DEBUG SLEEP 2");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            awaitState(link, LinkState.SILENT);
            assertUnavailableSoon(link);
            awaitState(link, LinkState.UP);
            assertThat(run(link)).hasSize(2);
        }
    }

    @Test
    void anAnswerOfTheWrongKindIsNoAnswer() throws Exception {
        try (RedisServer server = RedisServer.start()) {
            RedisLink link = up(settings(server, null, null));
            assertThat(link.run(new Script("return {'x'}"), List.of(), List.of()))
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(SharedServerUnavailable.class);
            assertThat(link.run(new Script("return nonsense("), List.of(), List.of()))
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(SharedServerUnavailable.class);
            assertThat(link.state()).isEqualTo(LinkState.UP);
        }
    }

    private static void talk(ServerSocket server, String words) {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readNBytes(1);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void assertUnavailableSoon(RedisLink link) {
        assertThat(link.run(COUNT, List.of("k"), List.of("2")))
                .failsWithin(Duration.ofMillis(BOUND_MILLIS))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(SharedServerUnavailable.class);
    }

    private static void awaitState(RedisLink link, LinkState state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(link.state()).isEqualTo(state));
    }

    private static List<Long> run(RedisLink link) throws Exception {
        return link.run(COUNT, List.of("k"), List.of("2")).get();
    }

    private RedisLink up(RedisSettings settings) {
        RedisLink link = link(settings, null);
        awaitState(link, LinkState.UP);
        return link;
    }

    private RedisLink link(RedisSettings settings, @Nullable TrustManagerFactory trust) {
        RedisLink link = new RedisLink(settings, trust, loops.next(), blocking, (outcome, nanos) -> {});
        link.start(Map.of("news", messages::add), connected::incrementAndGet);
        links.add(link);
        return link;
    }

    private static RedisSettings settings(RedisServer server, @Nullable String user, @Nullable String password) {
        return new RedisSettings(
                "127.0.0.1", server.port(), false, user, password == null ? null : new Secret(password), 0);
    }

    private static TrustManagerFactory trust(Path pem) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(pem)) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}
