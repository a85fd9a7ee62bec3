package dev.weir.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.security.egress.EgressGuard;
import dev.weir.security.egress.EgressRefused;
import dev.weir.security.egress.EgressRoute;
import dev.weir.video.Access;
import dev.weir.video.FailureException;
import dev.weir.video.Format;
import dev.weir.video.Reason;
import dev.weir.video.VideoInfo;
import dev.weir.video.VideoRef;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GuardedExtractorTest {
    private static final VideoRef REF = page("http://open.example/page");

    private final AtomicInteger extractions = new AtomicInteger();

    /** Hosts that begin with `refused`, `unknown` and `slow` are what they say. */
    private final EgressGuard guard = (host, port) -> {
        if (host.startsWith("refused")) {
            return CompletableFuture.failedFuture(new EgressRefused(host));
        }
        if (host.startsWith("unknown")) {
            return CompletableFuture.failedFuture(new UnknownHostException(host));
        }
        EgressRoute route = new EgressRoute.Direct(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return host.startsWith("slow")
                ? new CompletableFuture<EgressRoute>().completeOnTimeout(route, 1, TimeUnit.SECONDS)
                : CompletableFuture.completedFuture(route);
    };

    @Test
    void dropsWhatMayNotBeConnectedTo() throws Exception {
        VideoInfo info = extractor(
                        "http://refused.example/thumb.jpg",
                        "http://open.example/1",
                        "http://refused.example/2",
                        "http://unknown.example/3")
                .extract(REF);
        assertThat(info.formats())
                .extracting(format -> format.url().getHost())
                .containsExactly("open.example", "unknown.example");
        assertThat(info.thumbnail()).isNull();
    }

    @Test
    void failsWhereNothingIsLeft() {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> extractor(null, "http://refused.example/1").extract(REF))
                .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(Reason.ADDRESS_REFUSED));
    }

    @Test
    void asksNobodyForAPageThatIsRefused() {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(
                        () -> extractor(null, "http://open.example/1").extract(page("http://refused.example/page")));
        assertThat(extractions).hasValue(0);
    }

    @Test
    @Timeout(20)
    void waitsForHundredsOfSlowNamesNoLongerThanForOne() throws Exception {
        String[] urls = IntStream.range(0, 300)
                .mapToObj(i -> "http://slow" + i + ".example/film")
                .toArray(String[]::new);
        long begin = System.nanoTime();
        assertThat(extractor(null, urls).extract(REF).formats()).hasSize(300);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    private Extractor extractor(@Nullable String thumbnail, String... urls) {
        List<Format> formats =
                List.of(urls).stream().map(GuardedExtractorTest::format).toList();
        VideoInfo info = new VideoInfo(
                "1",
                "t",
                null,
                null,
                thumbnail == null ? null : URI.create(thumbnail),
                "generic",
                null,
                null,
                null,
                null,
                false,
                null,
                formats,
                List.of(),
                null);
        return new GuardedExtractor(
                new Extractor() {
                    @Override
                    public VideoInfo extract(VideoRef ref) {
                        extractions.incrementAndGet();
                        return info;
                    }

                    @Override
                    public ExtractorHealth health() {
                        return new ExtractorHealth(ExtractorHealth.State.HEALTHY, "1", null, 1, 0, 0);
                    }

                    @Override
                    public void close() {}
                },
                guard);
    }

    private static Format format(String url) {
        return new Format(
                url,
                URI.create(url),
                "mp4",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                "http",
                null,
                false,
                Access.NONE);
    }

    private static VideoRef page(String url) {
        return new VideoRef("generic", url, URI.create(url));
    }
}
