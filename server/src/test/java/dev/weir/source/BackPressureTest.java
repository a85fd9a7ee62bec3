package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.epoll.EpollIoHandler;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackPressureTest {
    private static final byte[] FILE = SourceFixture.bytes(64 * 1024 * 1024, 5);

    private SourceFixture fixture;

    @BeforeEach
    void open() {
        fixture = new SourceFixture(EpollIoHandler.newFactory(), Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    @AfterEach
    void everythingIsReleased() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOriginWaitsForAReaderThatPaused(boolean tls) throws IOException {
        ScriptedOrigin.Script script = ScriptedOrigin.file(FILE);
        try (ScriptedOrigin origin = tls ? ScriptedOrigin.tls(script) : ScriptedOrigin.plain(script)) {
            Collector read = Collector.read(fixture.origin(origin.url("/v")), Span.from(0), fixture.loop(), c -> {
                if (c.count() < 1_000_000) {
                    c.pauseNow();
                }
            });
            long[] before = {-1};
            await("the origin's send blocks")
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> before[0] == (before[0] = origin.sent()));
            assertThat(origin.sent())
                    .as("what the two sockets' buffers hold, and no more")
                    .isLessThan(16 * 1024 * 1024L);
            assertThat(fixture.held())
                    .as("one read's worth of buffers, and the TLS engine's")
                    .isLessThanOrEqualTo(4);
            while (read.count() < 1_000_000) {
                read.resume();
            }
            assertThat(read.outcome()).isEqualTo("end");
            assertThat(read.bytes()).isEqualTo(FILE);
            assertThat(read.violations()).isEmpty();
        }
    }
}
