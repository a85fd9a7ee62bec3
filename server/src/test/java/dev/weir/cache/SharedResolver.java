package dev.weir.cache;

import dev.weir.config.RedisSettings;
import dev.weir.extract.Extractor;
import dev.weir.extract.ExtractorHealth;
import dev.weir.redis.LinkState;
import dev.weir.redis.RedisLink;
import dev.weir.redis.RedisServer;
import dev.weir.resolve.Lifetimes;
import dev.weir.resolve.Resolver;
import dev.weir.video.Failure;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One instance's resolver with its link to a shared server, and a site whose answers the test chooses. */
final class SharedResolver implements AutoCloseable {
    private static final Lifetimes LIFETIMES = new Lifetimes(Duration.ofMinutes(15), Map.of(), Duration.ofMinutes(5));

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final RedisLink link;
    final FakeSite site = new FakeSite();
    final RedisVideoCache shared;
    final Resolver resolver;

    SharedResolver(RedisServer server) {
        this(server, "direct");
    }

    SharedResolver(RedisServer server, String identity) {
        link = new RedisLink(
                new RedisSettings("127.0.0.1", server.port(), false, null, null, 0),
                null,
                loops.next(),
                blocking,
                (outcome, nanos) -> {});
        shared = new RedisVideoCache(
                link, identity, 0, LIFETIMES, InstantSource.system(), loops.next(), Duration.ofSeconds(20));
        resolver = new Resolver(site, blocking, InstantSource.system(), System::nanoTime, LIFETIMES, shared);
        link.start(shared.channels(), shared::connected);
    }

    LinkState state() {
        return link.state();
    }

    @Override
    public void close() {
        link.close();
        blocking.shutdownNow();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Answers when the gate opens. */
    static final class FakeSite implements Extractor {
        final AtomicInteger extractions = new AtomicInteger();
        volatile CountDownLatch gate = new CountDownLatch(0);
        volatile @Nullable Failure failure;
        volatile String title = "t";

        @Override
        public VideoInfo extract(VideoRef ref) throws InterruptedException {
            extractions.incrementAndGet();
            String found = title;
            if (!gate.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test never opened the gate");
            }
            if (failure != null) {
                throw failure.toException();
            }
            return new VideoInfo(
                    ref.id(),
                    found,
                    null,
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
                    null);
        }

        @Override
        public ExtractorHealth health() {
            return new ExtractorHealth(ExtractorHealth.State.HEALTHY, "1", null, 1, 0, 0);
        }

        @Override
        public void close() {}
    }
}
