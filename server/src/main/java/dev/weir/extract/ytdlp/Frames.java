package dev.weir.extract.ytdlp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Frames on a byte stream: four bytes of length, big-endian, then that many bytes. */
final class Frames {
    static final int MAX_REQUEST = 1 << 20;
    static final int MAX_ANSWER = 16 << 20;
    private static final int FIRST_ALLOCATION = 64 << 10;

    private Frames() {}

    /**
     * Reads one frame.
     *
     * @param max the longest body to accept, in bytes
     * @throws EOFException where the stream ended before the frame did
     * @throws IOException also where the frame is longer than {@code max}, or its length is negative
     */
    static byte[] read(ReadableByteChannel channel, int max) throws IOException {
        int length = fill(channel, ByteBuffer.allocate(Integer.BYTES)).getInt();
        if (length < 0 || length > max) {
            throw new IOException("a frame of " + Integer.toUnsignedString(length) + " bytes is longer than " + max);
        }
        // Memory follows what arrives rather than what is announced.
        byte[] body = new byte[Math.min(length, FIRST_ALLOCATION)];
        int read = 0;
        while (read < length) {
            if (read == body.length) {
                body = java.util.Arrays.copyOf(body, (int) Math.min(length, 2L * read));
            }
            fill(channel, ByteBuffer.wrap(body, read, body.length - read));
            read = body.length;
        }
        return body;
    }

    /** Writes one frame whole. */
    static void write(WritableByteChannel channel, byte[] body) throws IOException {
        if (body.length > MAX_REQUEST) {
            throw new IOException("a request of " + body.length + " bytes is longer than " + MAX_REQUEST);
        }
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(body.length)
                .put(body)
                .flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    private static ByteBuffer fill(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the stream ended within a frame");
            }
        }
        return buffer.flip();
    }
}
