package dev.weir.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.extract.Extractor;
import dev.weir.extract.ExtractorHealth;
import dev.weir.http.Replies;
import dev.weir.http.RequestScope;
import dev.weir.http.request.BatchRequest;
import dev.weir.resolve.BatchResolver;
import dev.weir.resolve.Charge;
import dev.weir.resolve.Lifetimes;
import dev.weir.resolve.Resolution;
import dev.weir.resolve.Resolver;
import dev.weir.resolve.SharedCache;
import dev.weir.select.Quality;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BatchLookupsTest {
    private static final int ITEMS = 5;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private int port;

    @BeforeEach
    void listen() {
        Resolver resolver = new Resolver(
                new Gated(),
                blocking,
                InstantSource.system(),
                System::nanoTime,
                new Lifetimes(Duration.ofMinutes(1), Map.of(), Duration.ofMinutes(1)),
                SharedCache.NONE);
        BatchLookups lookups =
                new BatchLookups(resolver, new BatchResolver(blocking, 1), scope -> Charge.FREE, Duration.ofMillis(50));
        Router router = Router.router(vertx);
        router.post("/:name")
                .handler(ctx -> {
                    new RequestScope("request", "127.0.0.1", false).attach(ctx);
                    ctx.next();
                })
                .handler(ctx -> lookups.describe(
                        ctx,
                        members(ctx.pathParam("name")),
                        1,
                        outcomes -> Replies.json(ctx, List.of(summary(outcomes)))));
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        port = server.listen(0, "127.0.0.1").await().actualPort();
    }

    @AfterEach
    void close() {
        gate.countDown();
        vertx.close().await();
        blocking.shutdownNow();
    }

    @Test
    void breathesWhileItWaits() throws Exception {
        try (Socket client = ask("a", "HTTP/1.1")) {
            InputStream in = client.getInputStream();
            String early = new String(in.readNBytes("HTTP/1.1 200 OK".length()), StandardCharsets.US_ASCII);
            assertThat(early).isEqualTo("HTTP/1.1 200 OK");
            assertThat(begun).containsExactly("a0");
            gate.countDown();
            String rest = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(rest).contains("application/json", "\r\n1\r\n\n\r\n", "{\"failed\":5}");
        }
    }

    @Test
    void waitsInSilenceForClientsThatTakeNoChunks() throws Exception {
        try (Socket client = ask("a", "HTTP/1.0")) {
            await().until(() -> begun.contains("a0"));
            gate.countDown();
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).endsWith("\r\n\r\n{\"failed\":5}").doesNotContain("chunked");
        }
    }

    @Test
    void startsNoMoreOnceTheClientHasLeft() throws Exception {
        try (Socket client = ask("a", "HTTP/1.1")) {
            client.getInputStream().readNBytes(1);
        }
        try (Socket other = ask("b", "HTTP/1.1")) {
            // Its first sign of life comes after the server has learnt that the first client left.
            other.getInputStream().readNBytes(1);
            gate.countDown();
            other.getInputStream().readAllBytes();
        }
        assertThat(begun).containsExactlyInAnyOrder("a0", "b0", "b1", "b2", "b3", "b4");
    }

    private Socket ask(String name, String version) throws Exception {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.getOutputStream()
                .write(("POST /" + name + " " + version
                                + "\r\nHost: test\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static List<BatchMember> members(String name) {
        return IntStream.range(0, ITEMS)
                .<BatchMember>mapToObj(i -> new BatchMember.Named(
                        new BatchRequest.Item("youtube", name + i, null, null),
                        new VideoRef("youtube", name + i, URI.create("https://host.example/" + i)),
                        Quality.Word.BEST))
                .toList();
    }

    private static byte[] summary(List<Resolution> outcomes) {
        long failed =
                outcomes.stream().filter(Resolution.Failed.class::isInstance).count();
        return ("{\"failed\":" + failed + "}").getBytes(StandardCharsets.US_ASCII);
    }

    private final class Gated implements Extractor {
        @Override
        public VideoInfo extract(VideoRef ref) throws InterruptedException {
            begun.add(ref.id());
            gate.await();
            throw Failure.of(Reason.NOT_FOUND, "There is no such video.", "Look elsewhere.")
                    .toException();
        }

        @Override
        public ExtractorHealth health() {
            return new ExtractorHealth(ExtractorHealth.State.HEALTHY, null, null, 1, 0, 0);
        }

        @Override
        public void close() {}
    }
}
