package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeteredSourceTest {
    private static final byte[] FILE = SourceFixture.bytes(200_000, 10);

    private final List<Object> heard = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private final SourceListener listener = new SourceListener() {
        @Override
        public void firstByte(long nanos) {
            heard.add(nanos > 0 && nanos < Duration.ofSeconds(5).toNanos());
        }

        @Override
        public void bytes(int count) {
            bytes.addAndGet(count);
        }

        @Override
        public void ended() {
            heard.add("end");
        }

        @Override
        public void failed(SourceFailure failure) {
            heard.add(failure);
        }
    };

    @Test
    void tellsWhatReadsComeTo() throws IOException {
        try (SourceFixture fixture =
                        new SourceFixture(EpollIoHandler.newFactory(), Duration.ofSeconds(1), Duration.ofSeconds(1));
                ScriptedOrigin origin = ScriptedOrigin.plain(conversation -> {
                    conversation.sendPart(FILE, conversation.next().span(FILE.length));
                    conversation.next();
                    conversation.sendStatus(404);
                })) {
            ByteSource source = new MeteredSource(fixture.origin(origin.url("/v")), listener);
            assertThat(Collector.read(source, Span.from(0), fixture.loop()).outcome())
                    .isEqualTo("end");
            assertThat(bytes).hasValue(FILE.length);
            assertThat(Collector.read(source, Span.from(0), fixture.loop()).outcome())
                    .isEqualTo(new SourceFailure.Refused(404));
            assertThat(heard).containsExactly(true, "end", new SourceFailure.Refused(404));
        }
    }
}
