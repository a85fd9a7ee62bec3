package dev.weir.system;

import static dev.weir.system.Running.MEDIA;
import static dev.weir.system.Running.ORIGIN;
import static dev.weir.system.Running.encode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.app.Weir;
import dev.weir.deploy.FrontProxy;
import dev.weir.deploy.OldSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An older system and Weir side by side behind the proxies of deploy/: traffic moves across and back, and no client sees a failure. */
class ParallelPhaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CLIENTS = 40;
    private static final String INFO =
            "/api/v2/videos/auto/" + encode(ORIGIN.http("/page/plain/v144.mp4")) + "?probe=1";

    private static Weir weir;
    private OldSystem old;

    /** How an operator moves traffic with one of the proxies. */
    private interface Moves {
        void route(String beginning, boolean toWeir) throws IOException, InterruptedException;

        void share(int percent) throws IOException, InterruptedException;
    }

    @BeforeEach
    void startOld() throws IOException {
        old = OldSystem.start();
        old.document("/api/v2/videos/", "{\"success\":true}");
    }

    @AfterEach
    void stopOld() {
        old.close();
    }

    @BeforeAll
    static void start() throws Exception {
        weir = Running.start(Map.of(
                "TRUSTED_PROXIES", "127.0.0.1",
                "RATE_LIMIT_ENABLED", "false",
                "CLIENT_IDLE_TIMEOUT", "20s"));
    }

    @AfterAll
    static void stop() {
        weir.close();
    }

    @Test
    void haproxyMovesRoutesAndPercentagesAtRunTime() throws Exception {
        try (FrontProxy proxy = FrontProxy.haproxy(old.port(), weir.port())) {
            traffic(proxy, new Moves() {
                private int percentNow;

                @Override
                public void route(String beginning, boolean toWeir) throws IOException {
                    assertThat(proxy.admin(
                                    toWeir
                                            ? "add map " + proxy.map() + " " + beginning + " weir"
                                            : "del map " + proxy.map() + " " + beginning))
                            .isEmpty();
                }

                @Override
                public void share(int percent) throws IOException {
                    // Whoever gets more comes first, so that there is a server at any time.
                    List<String> commands = new ArrayList<>(List.of(
                            "set server shared/weir weight " + percent,
                            "set server shared/old weight " + (100 - percent)));
                    for (String command : percent < percentNow ? commands.reversed() : commands) {
                        assertThat(proxy.admin(command)).isEmpty();
                    }
                    percentNow = percent;
                }
            });
        }
    }

    @Test
    void nginxMovesRoutesAndPercentagesByReloading() throws Exception {
        try (FrontProxy proxy = FrontProxy.nginx(old.port(), weir.port())) {
            traffic(proxy, new Moves() {
                @Override
                public void route(String beginning, boolean toWeir) throws IOException, InterruptedException {
                    proxy.reload("routes.conf", toWeir ? "~^" + beginning + " weir;\n" : "\n");
                }

                @Override
                public void share(int percent) throws IOException, InterruptedException {
                    String weirs = percent == 0 ? "" : percent == 100 ? "* weir;" : percent + "% weir; ";
                    proxy.reload(
                            "share.conf",
                            "split_clients \"$remote_addr\" $weir_share { " + weirs + (percent == 100 ? "" : "* old;")
                                    + " }\n");
                }
            });
        }
    }

    private void traffic(FrontProxy proxy, Moves moves) throws Exception {
        Clients clients = new Clients(proxy.port());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> clients.get(0, "/health").statusCode() == 200);
        pageAddressesSurvive(clients, moves);
        CompletableFuture<HttpResponse<byte[]>> oldStream = clients.stream(0, OldSystem.STREAM);
        clients.keepAsking();
        await().atMost(PATIENCE).until(() -> clients.served(false) > CLIENTS && clients.served(true) == 0);

        moves.route("/api/v2/videos/", true);
        await().atMost(PATIENCE).until(() -> clients.allAt(true));
        moves.route("/api/v2/videos/", false);
        await().atMost(PATIENCE).until(() -> clients.allAt(false));

        moves.share(30);
        await().atMost(PATIENCE).until(() -> clients.atWeir() >= 3 && clients.atWeir() <= 25);
        moves.share(100);
        await().atMost(PATIENCE).until(() -> clients.allAt(true));
        CompletableFuture<HttpResponse<byte[]>> weirStream =
                clients.stream(1, "/api/v2/stream/proxy/auto/" + encode(ORIGIN.http("/page/slow/v144.mp4")));
        await().atMost(PATIENCE).until(() -> !ORIGIN.requests("slow").isEmpty());
        moves.share(0);
        await().atMost(PATIENCE).until(() -> clients.allAt(false));

        clients.stop();
        old.release();
        assertThat(clients.failures).isEmpty();
        assertThat(oldStream.get(20, TimeUnit.SECONDS).body()).hasSize(OldSystem.STREAM_BYTES);
        assertThat(weirStream.get(20, TimeUnit.SECONDS).body()).isEqualTo(MEDIA.bytes("v144.mp4"));
    }

    private void pageAddressesSurvive(Clients clients, Moves moves) throws Exception {
        String bare = "/api/v2/videos/auto/https://host.example//a/../b/%2e%2E/c%2Fd?v=1&list=a%26b//c";
        String encoded = "/api/v2/videos/auto/" + encode("https://host.example/a b/ü?v=1&x=/y");
        for (String target : List.of(bare, encoded)) {
            clients.get(0, target, "X-Forwarded-For", "192.0.2.66");
            OldSystem.Seen seen = old.seen().getLast();
            assertThat(seen.target()).isEqualTo(target);
            assertThat(seen.forwardedFor()).containsExactly("127.0.0.10");
        }
        moves.route("/api/v2/stream/proxy/auto/", true);
        String page = ORIGIN.http("/page/plain/v144.mp4");
        String stream = "/api/v2/stream/proxy/auto/";
        await().atMost(PATIENCE)
                .until(() -> clients.get(0, stream + page + "?quality=best").statusCode() == 200);
        assertThat(clients.get(0, stream + page + "?quality=best").body()).isEqualTo(MEDIA.bytes("v144.mp4"));
        HttpResponse<byte[]> range = clients.get(0, stream + encode(page) + "?quality=best", "Range", "bytes=100-199");
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.headers().firstValue("Content-Range"))
                .hasValue("bytes 100-199/" + MEDIA.bytes("v144.mp4").length);
        moves.route("/api/v2/stream/proxy/auto/", false);
    }

    /** Forty clients, each with an address of its own, who ask for the same over and over. */
    private static final class Clients {
        private final List<HttpClient> clients = new ArrayList<>();
        private final List<AtomicBoolean> atWeir = new ArrayList<>();
        private final List<AtomicInteger> answers = new ArrayList<>();
        private final Queue<String> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger byOld = new AtomicInteger();
        private final AtomicInteger byWeir = new AtomicInteger();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final int port;

        Clients(int port) throws IOException {
            this.port = port;
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .localAddress(InetAddress.getByName("127.0.0." + (10 + i)))
                        .build());
                atWeir.add(new AtomicBoolean());
                answers.add(new AtomicInteger());
            }
        }

        HttpResponse<byte[]> get(int client, String target, String... headers) throws Exception {
            return clients.get(client).send(request(target, headers), HttpResponse.BodyHandlers.ofByteArray());
        }

        CompletableFuture<HttpResponse<byte[]>> stream(int client, String target) {
            return clients.get(client).sendAsync(request(target), HttpResponse.BodyHandlers.ofByteArray());
        }

        void keepAsking() {
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                threads.execute(() -> {
                    while (!stopped.get()) {
                        ask(client);
                    }
                });
            }
        }

        void stop() throws InterruptedException {
            stopped.set(true);
            threads.shutdown();
            assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }

        int served(boolean weirs) {
            return (weirs ? byWeir : byOld).get();
        }

        long atWeir() {
            return atWeir.stream().filter(AtomicBoolean::get).count();
        }

        boolean allAt(boolean weirs) {
            return atWeir() == (weirs ? CLIENTS : 0);
        }

        private void ask(int client) {
            try {
                HttpResponse<byte[]> answer = get(client, INFO);
                boolean weirs = answer.headers().firstValue(OldSystem.MARK).isEmpty();
                atWeir.get(client).set(weirs);
                (weirs ? byWeir : byOld).incrementAndGet();
                if (answer.statusCode() != 200) {
                    failures.add(client + ": " + answer.statusCode() + " "
                            + new String(answer.body(), StandardCharsets.UTF_8));
                }
            } catch (Exception e) {
                failures.add(client + ": " + e);
            }
        }

        private HttpRequest request(String target, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                    .timeout(Duration.ofSeconds(60));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return request.build();
        }
    }
}
