package dev.weir.security.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GuardProxyTunnelTest {
    private static final int MEBIBYTE = 1 << 20;

    private static void echo(Wire wire) throws IOException {
        wire.in().transferTo(wire.out());
    }

    @Test
    void bytesPassBothWaysUnchanged() throws Exception {
        byte[] bytes = new byte[4 * MEBIBYTE];
        new Random(20_260_101).nextBytes(bytes);
        try (LoopbackServer origin = new LoopbackServer(GuardProxyTunnelTest::echo);
                GuardProxyFixture fixture = new GuardProxyFixture(origin.port());
                Wire wire = fixture.tunnel(origin.port())) {
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    wire.send(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            assertThat(wire.bytes(bytes.length)).isEqualTo(bytes);
            sender.join();
        }
    }

    @Test
    void bytesThatCameWithTheRequestAreNotLost() throws Exception {
        // The first three look like white space to a parser of HTTP.
        String early = "\u0016\u0003\u0001\r\n\r\nGET / HTTP/1.1\r\n\r\n\0end";
        try (LoopbackServer origin = new LoopbackServer(GuardProxyTunnelTest::echo);
                GuardProxyFixture fixture = new GuardProxyFixture(origin.port());
                Wire wire = fixture.connect()) {
            wire.send("CONNECT 127.0.0.1:" + origin.port() + " HTTP/1.1\r\n" + fixture.credentials() + "\r\n" + early);

            assertThat(wire.head()).isEqualTo("HTTP/1.1 200 Connection established\r\n");
            assertThat(wire.text(early.length())).isEqualTo(early);
        }
    }

    @Test
    void anOriginThatSpeaksFirstAndLeavesIsHeardToTheEnd() throws Exception {
        try (LoopbackServer origin = new LoopbackServer(wire -> wire.send("x".repeat(MEBIBYTE)));
                GuardProxyFixture fixture = new GuardProxyFixture(origin.port());
                Wire wire = fixture.tunnel(origin.port())) {
            // Nobody reads before the origin has gone, as far as the buffers on the way let it.
            assertThat(wire.rest()).hasSize(MEBIBYTE);
        }
    }

    @Test
    void anOriginThatLeavesAtOnceEndsTheTunnel() throws Exception {
        try (LoopbackServer origin = new LoopbackServer(wire -> {});
                GuardProxyFixture fixture = new GuardProxyFixture(origin.port())) {
            for (int round = 0; round < 50; round++) {
                try (Wire wire = fixture.tunnel(origin.port())) {
                    assertThat(wire.rest()).isEmpty();
                }
            }
        }
    }

    @Test
    void aSlowReaderHoldsTheOriginBack() throws Exception {
        AtomicLong sent = new AtomicLong();
        int total = 64 * MEBIBYTE;
        try (LoopbackServer origin = new LoopbackServer(wire -> {
                    byte[] block = new byte[64 * 1024];
                    while (sent.get() < total) {
                        wire.send(block);
                        sent.addAndGet(block.length);
                    }
                });
                GuardProxyFixture fixture = new GuardProxyFixture(origin.port());
                Wire wire = fixture.tunnel(origin.port())) {
            long[] before = {-1};
            await().pollInterval(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        boolean stalled = sent.get() > 0 && sent.get() == before[0];
                        before[0] = sent.get();
                        return stalled;
                    });
            // What the kernel's four socket buffers take, and 64 KiB of the proxy's own.
            assertThat(sent.get()).isLessThan(32L * MEBIBYTE);

            wire.in().skipNBytes(total);
            assertThat(wire.in().read()).isEqualTo(-1);
        }
    }

    @Test
    void aClientThatLeavesTakesTheOriginAlong() throws Exception {
        try (LoopbackServer origin = new LoopbackServer(GuardProxyTunnelTest::echo);
                GuardProxyFixture fixture = new GuardProxyFixture(origin.port())) {
            try (Wire wire = fixture.tunnel(origin.port())) {
                wire.send("a");
                assertThat(wire.text(1)).isEqualTo("a");
                assertThat(origin.openConnections()).isEqualTo(1);
            }
            await().atMost(Duration.ofSeconds(3)).until(() -> origin.openConnections() == 0);
        }
    }

    @Test
    void aClientThatLeavesWhileItIsHeldBackTakesTheOriginAlong() throws Exception {
        AtomicLong sent = new AtomicLong();
        try (LoopbackServer origin = new LoopbackServer(wire -> {
                    while (true) {
                        wire.send(new byte[64 * 1024]);
                        sent.addAndGet(64 * 1024);
                    }
                });
                GuardProxyFixture fixture = new GuardProxyFixture(origin.port())) {
            try (Wire _ = fixture.tunnel(origin.port())) {
                await().atMost(Duration.ofSeconds(5)).until(() -> sent.get() > MEBIBYTE);
            }
            await().atMost(Duration.ofSeconds(3)).until(() -> origin.openConnections() == 0);
        }
    }

    @Test
    void anOriginThatTakesNothingIsNotWaitedForWhenTheClientHasLeft() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AtomicLong sent = new AtomicLong();
        try (LoopbackServer origin = new LoopbackServer(wire -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        throw new InterruptedIOException(e.getMessage());
                    }
                });
                // What the proxy holds for the origin must be free at the end of this block.
                GuardProxyFixture fixture = new GuardProxyFixture(origin.port(), null, Duration.ofMillis(500))) {
            try (Wire wire = fixture.tunnel(origin.port())) {
                Thread.ofVirtual().start(() -> {
                    try {
                        while (true) {
                            wire.send(new byte[64 * 1024]);
                            sent.addAndGet(64 * 1024);
                        }
                    } catch (IOException _) {
                        // The client leaves below.
                    }
                });
                long[] before = {-1};
                await().pollInterval(Duration.ofMillis(100))
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> sent.get() > 0 && before[0] == (before[0] = sent.get()));
            }
            assertThat(origin.openConnections()).isEqualTo(1);
        } finally {
            over.countDown();
        }
    }

    @Test
    void silenceEndsTheTunnelAndBytesKeepIt() throws Exception {
        try (LoopbackServer origin = new LoopbackServer(GuardProxyTunnelTest::echo);
                GuardProxyFixture fixture = new GuardProxyFixture(origin.port(), null, Duration.ofMillis(400));
                Wire wire = fixture.tunnel(origin.port())) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < Duration.ofMillis(900).toNanos()) {
                wire.send("a");
                assertThat(wire.text(1)).isEqualTo("a");
            }

            assertThat(wire.rest()).isEmpty();
            await().atMost(Duration.ofSeconds(3)).until(() -> origin.openConnections() == 0);
        }
    }

    @Test
    void aClientThatAsksNothingIsSentAway() throws Exception {
        try (GuardProxyFixture fixture = new GuardProxyFixture(1, null, Duration.ofMillis(300));
                Wire silent = fixture.connect();
                Wire slow = fixture.connect()) {
            slow.send("GET http://origin.test/ HT");

            assertThat(silent.rest()).isEmpty();
            assertThat(slow.rest()).isEmpty();
        }
    }

    @Test
    void aProxyThatClosesEndsItsTunnels() throws Exception {
        try (LoopbackServer origin = new LoopbackServer(GuardProxyTunnelTest::echo);
                GuardProxyFixture fixture = new GuardProxyFixture(origin.port());
                Wire wire = fixture.tunnel(origin.port())) {
            int port = fixture.port();
            fixture.proxy().close();

            assertThat(wire.rest()).isEmpty();
            await().atMost(Duration.ofSeconds(3)).until(() -> origin.openConnections() == 0);
            assertThatThrownBy(() -> Wire.to(port)).isInstanceOf(SocketException.class);
        }
    }
}
