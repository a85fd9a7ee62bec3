package dev.weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.CidrBlock;
import dev.weir.config.LimitSettings;
import dev.weir.security.access.AddressSet;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
    private static final int HEAD = 20 * 1024;
    private static final long PLENTY = 1L << 40;

    @Test
    void headsInTheMakingFitIntoHalfOfTheHeap() throws Exception {
        // 32 KiB for each connection.
        ConnectionLimits limits = limits(2_000, 100, 64L * 1024 * 10);
        for (int i = 0; i < 10; i++) {
            assertThat(limits.opened("127.0.0.1")).as("connection %d", i).isTrue();
        }
        assertThat(limits.opened("127.0.0.1")).isFalse();
        limits.closed("127.0.0.1");
        assertThat(limits.opened("192.0.2.1")).isTrue();
    }

    @Test
    void onePeerGetsItsStreamsAndSomeMore() throws Exception {
        ConnectionLimits limits = limits(2_000, 100, PLENTY);
        for (int i = 0; i < 400; i++) {
            assertThat(limits.opened("192.0.2.1")).isTrue();
        }
        assertThat(limits.opened("192.0.2.1")).isFalse();
        assertThat(limits.opened("192.0.2.2")).isTrue();
        limits.closed("192.0.2.1");
        assertThat(limits.opened("192.0.2.1")).isTrue();
    }

    @Test
    void peersThatSpeakForManyCountInAllOnly() throws Exception {
        ConnectionLimits limits = limits(2_000, 100, PLENTY);
        for (String peer : new String[] {"10.0.0.7", "127.0.0.1"}) {
            for (int i = 0; i < 1_500; i++) {
                assertThat(limits.opened(peer)).isTrue();
            }
        }
        assertThat(limits.opened("127.0.0.1"))
                .as("2,000 streams and 1,000 more")
                .isFalse();
    }

    @Test
    void withoutLimitsForStreamsTheHeapIsTheLimit() throws Exception {
        ConnectionLimits limits = limits(0, 0, PLENTY);
        for (int i = 0; i < 5_000; i++) {
            assertThat(limits.opened("192.0.2.1")).isTrue();
        }
    }

    private static ConnectionLimits limits(int streams, int streamsPerClient, long heap) throws Exception {
        LimitSettings settings = new LimitSettings(
                4096, 4096, 8192, 1 << 20, streams, streamsPerClient, Duration.ofSeconds(60), Duration.ofSeconds(30));
        return new ConnectionLimits(
                settings, HEAD, heap, new AddressSet(List.of(new CidrBlock(InetAddress.ofLiteral("10.0.0.0"), 8))));
    }
}
