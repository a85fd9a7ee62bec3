package dev.weir.extract.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final int MAX = 300_000;

    /** Hands the bytes out in pieces of random length, as a socket would. */
    private static ReadableByteChannel pieces(byte[] bytes, Random random) {
        ReadableByteChannel whole = Channels.newChannel(new ByteArrayInputStream(bytes));
        return new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer target) throws IOException {
                ByteBuffer piece = ByteBuffer.allocate(Math.min(target.remaining(), 1 + random.nextInt(50_000)));
                int count = whole.read(piece);
                target.put(piece.flip());
                return count;
            }

            @Override
            public boolean isOpen() {
                return whole.isOpen();
            }

            @Override
            public void close() throws IOException {
                whole.close();
            }
        };
    }

    private static byte[] framed(byte[]... bodies) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] body : bodies) {
            Frames.write(Channels.newChannel(out), body);
        }
        return out.toByteArray();
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Random random = new Random(20260101);
        for (int i = 0; i < 300; i++) {
            byte[] first = new byte[random.nextInt(i % 10 == 0 ? MAX : 2000)];
            byte[] second = new byte[random.nextInt(100)];
            random.nextBytes(first);
            random.nextBytes(second);
            ReadableByteChannel channel = pieces(framed(first, second), random);
            assertThat(Frames.read(channel, MAX)).isEqualTo(first);
            assertThat(Frames.read(channel, MAX)).isEqualTo(second);
            assertThatThrownBy(() -> Frames.read(channel, MAX)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aFrameThatIsTooLongIsNotTaken() throws IOException {
        byte[] frame = framed(new byte[101]);
        assertThatThrownBy(() -> Frames.read(Channels.newChannel(new ByteArrayInputStream(frame)), 100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("101");
        assertThatThrownBy(() -> framed(new byte[Frames.MAX_REQUEST + 1])).isInstanceOf(IOException.class);
    }

    @Test
    void aNegativeLengthIsTooLong() {
        byte[] frame = {-1, -1, -1, -1, 0};
        assertThatThrownBy(() -> Frames.read(Channels.newChannel(new ByteArrayInputStream(frame)), 100))
                .hasMessageContaining("4294967295");
    }

    @FuzzTest
    void anyBytesAreAFrameOrRefused(FuzzedDataProvider data) throws IOException {
        byte[] bytes = data.consumeRemainingAsBytes();
        byte[] body;
        try {
            body = Frames.read(Channels.newChannel(new ByteArrayInputStream(bytes)), MAX);
        } catch (IOException e) {
            return; // refused
        }
        assertThat(body.length).isEqualTo(ByteBuffer.wrap(bytes).getInt());
        assertThat(ByteBuffer.wrap(body)).isEqualTo(ByteBuffer.wrap(bytes, Integer.BYTES, body.length));
    }
}
