package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // as in the class under test
class ReceiveWindowTest {
    private static final long MIB = 1024 * 1024;

    private final ReceiveWindow window = new ReceiveWindow();
    private final RecvByteBufAllocator.Handle handle = window.newHandle();

    /** Reads so much of the buffer that was offered; its size. */
    private int read(double share) {
        ByteBuf buffer = handle.allocate(UnpooledByteBufAllocator.DEFAULT);
        int size = buffer.writableBytes();
        buffer.release();
        handle.attemptedBytesRead(size);
        handle.lastBytesRead((int) (size * share));
        return size;
    }

    private void readFull(long bytes) {
        for (long done = 0; done < bytes; ) {
            done += read(1);
        }
    }

    @Test
    void growsWithWhatWasReadWithoutAWait() {
        readFull(3 * MIB / 2);
        assertThat(read(1)).isEqualTo(ReceiveWindow.SMALLEST);
        readFull(MIB);
        assertThat(read(1)).isEqualTo(2 * ReceiveWindow.SMALLEST);
        readFull(40 * MIB);
        assertThat(read(1)).isEqualTo(ReceiveWindow.LARGEST);
    }

    @Test
    void staysSmallForASlowReader() {
        readFull(5 * MIB);
        for (int i = 0; i < 1000; i++) {
            window.readerWaited();
            assertThat(read(1)).isEqualTo(ReceiveWindow.SMALLEST);
            readFull(100_000);
        }
    }

    @Test
    void forgivesAFastReaderAWaitNowAndThen() {
        readFull(100 * MIB);
        window.readerWaited();
        assertThat(read(1)).isEqualTo(ReceiveWindow.LARGEST / 2);
        readFull(32 * MIB);
        assertThat(read(1)).isEqualTo(ReceiveWindow.LARGEST);
    }

    @Test
    void shrinksForASlowOrigin() {
        readFull(100 * MIB);
        read(0.01);
        assertThat(read(0.01)).as("one short read is the end of a response").isEqualTo(ReceiveWindow.LARGEST);
        for (int i = 0; i < 10; i++) {
            read(0.01);
        }
        assertThat(read(0.5)).isEqualTo(ReceiveWindow.SMALLEST);
    }
}
