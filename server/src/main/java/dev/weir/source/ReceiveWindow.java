package dev.weir.source;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Sizes one connection's receive buffers: large where its reader keeps up, small where it does not, since a buffer that waits for a slow
 * reader is held for as long as the reader takes.
 */
final class ReceiveWindow extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int READS_A_TURN = 16;
    static final int SMALLEST = 8 * 1024;
    static final int LARGEST = 32 * 1024;

    private int size = SMALLEST;
    private boolean slow;

    ReceiveWindow() {
        super(READS_A_TURN);
    }

    /** The reader made the connection wait for long, or did not; while it does, buffers stay small. */
    void readerIsSlow(boolean now) {
        slow = now;
        if (now) {
            size = SMALLEST;
        }
    }

    int size() {
        return size;
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
            if (bytes == attemptedBytesRead()) {
                size = slow ? SMALLEST : Math.min(size * 2, LARGEST);
                scarce = false;
            } else if (bytes < size / 4) {
                // Once may be the end of a response; twice is a slow origin.
                size = scarce ? Math.max(size / 2, SMALLEST) : size;
                scarce = !scarce;
            }
        }
    }
}
