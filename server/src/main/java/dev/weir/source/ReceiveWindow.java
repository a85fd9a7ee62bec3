package dev.weir.source;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Sizes one connection's receive buffers: large where its reader keeps up, small where it does not, since a buffer that waits for a slow
 * reader is held for as long as the reader takes.
 */
final class ReceiveWindow extends DefaultMaxMessagesRecvByteBufAllocator {
    static final int SMALLEST = 8 * 1024;
    static final int LARGEST = 256 * 1024;

    /**
     * A buffer may be as large as this part of what was read without a wait. Few bytes would say little: the sockets' own buffers take
     * megabytes before the slowest of readers makes anybody wait, and there may be thousands of those.
     */
    private static final int SHARE = 128;

    private static final long MOST_TRUST = 2L * SHARE * LARGEST;
    private static final int LOST_BY_A_WAIT = 4;
    private static final int READS_A_TURN = 16;

    private int size = SMALLEST;
    private long trust;

    ReceiveWindow() {
        super(READS_A_TURN);
    }

    /** The reader made the connection wait for long. A fast one may do so now and then; a slow one does it all the time. */
    void readerWaited() {
        trust /= LOST_BY_A_WAIT;
        size = Math.min(size, limit());
    }

    private int limit() {
        return Math.clamp(Long.highestOneBit(trust / SHARE), SMALLEST, LARGEST);
    }

    @Override
    @SuppressWarnings("deprecation") // the handle type that every transport asks for is marked so
    public Handle newHandle() {
        return new WindowHandle();
    }

    private final class WindowHandle extends MaxMessageHandle {
        private boolean scarce;

        @Override
        public int guess() {
            return size;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return allocator.ioBuffer(size);
        }

        @Override
        public void lastBytesRead(int bytes) {
            super.lastBytesRead(bytes);
            trust = Math.min(trust + Math.max(bytes, 0), MOST_TRUST);
            if (bytes == attemptedBytesRead()) {
                size = Math.min(size * 2, limit());
                scarce = false;
            } else if (bytes < size / 4) {
                // Once may be the end of a response; twice is a slow origin.
                size = scarce ? Math.max(size / 2, SMALLEST) : size;
                scarce = !scarce;
            }
        }
    }
}
