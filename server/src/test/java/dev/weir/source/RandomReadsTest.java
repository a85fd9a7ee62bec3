package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.video.Access;
import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever span is read, however it is chunked, cut, refused and paused: the bytes are those of the file. */
class RandomReadsTest {
    private static final byte[] FILE = SourceFixture.bytes(2_500_000, 11);
    private static final int READS = 25;
    private static final int LEAST_PROGRESS = 270_000;

    private static final SourceListener NOBODY = new SourceListener() {
        @Override
        public void firstByte(long nanos) {}

        @Override
        public void bytes(int count) {}

        @Override
        public void ended() {}

        @Override
        public void failed(SourceFailure failure) {}
    };

    /**
     * Cuts, resets, refuses open and long ranges and lets addresses expire; but always with some progress between two mishaps that may bring
     * none (a reset throws away what the socket still holds, and so never comes before the head of the whole read).
     */
    private static ScriptedOrigin.Script unreliable(Random random, long longest) {
        AtomicBoolean progress = new AtomicBoolean(true);
        return conversation -> {
            for (OriginRequest request = conversation.next(); request != null; request = conversation.next()) {
                Span span = request.span(FILE.length);
                boolean tooLong = request.header("range").endsWith("-") || span.length() > longest;
                int mishap;
                int cut;
                synchronized (random) {
                    mishap = random.nextInt(6);
                    cut = LEAST_PROGRESS + random.nextInt(200_000);
                }
                if (tooLong || (mishap == 0 && progress.compareAndSet(true, false))) {
                    conversation.sendStatus(403);
                } else if (mishap <= 2 && span.length() > cut) {
                    conversation.send(Conversation.partHead(FILE, span));
                    conversation.send(FILE, (int) span.first(), cut);
                    if (mishap == 1
                            && !request.target().endsWith("=" + span.first())
                            && progress.compareAndSet(true, false)) {
                        conversation.reset();
                    } else {
                        progress.set(true);
                    }
                    return;
                } else {
                    conversation.sendPart(FILE, span);
                    progress.set(span.length() >= LEAST_PROGRESS);
                }
            }
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void areTheBytesOfTheFile(long seed) throws IOException {
        Random random = new Random(seed);
        boolean tls = seed % 2 == 0;
        long longest = 300_000L + random.nextInt(1_000_000);
        ScriptedOrigin.Script script = unreliable(new Random(seed), longest);
        try (SourceFixture fixture =
                        new SourceFixture(EpollIoHandler.newFactory(), Duration.ofSeconds(2), Duration.ofSeconds(2));
                ScriptedOrigin origin = tls ? ScriptedOrigin.tls(script) : ScriptedOrigin.plain(script)) {
            for (int i = 0; i < READS; i++) {
                long chunk = random.nextBoolean() ? 0 : 100_000L + random.nextInt(2_000_000);
                int first = random.nextInt(FILE.length);
                int last = first + random.nextInt(FILE.length - first);
                Span span = random.nextInt(4) == 0 ? Span.from(first) : new Span(first, last);
                Location location = new Location(origin.url("/v?from=" + first), new Access(Map.of(), null, chunk));
                ByteSource source = new SourceFactory(fixture.client(), NOBODY)
                        .open(location, _ -> CompletableFuture.supplyAsync(() -> location));
                Random pauses = new Random(random.nextLong());
                Collector read = Collector.read(source, span, fixture.loop(), c -> {
                    if (pauses.nextInt(5) == 0) {
                        c.pauseNow();
                        fixture.loop().execute(c::resumeNow);
                    }
                });
                String what = "seed " + seed + ", read " + i + ": " + span + " by " + chunk + ", at most " + longest;
                assertThat(read.outcome()).as(what).isEqualTo("end");
                int end = span.isOpen() ? FILE.length : last + 1;
                assertThat(Arrays.equals(read.bytes(), Arrays.copyOfRange(FILE, first, end)))
                        .as(what)
                        .isTrue();
                assertThat(read.violations()).as(what).isEmpty();
            }
        }
    }
}
