package dev.weir.cache;

import dev.weir.resolve.Resolution;
import dev.weir.video.VideoRef;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A value on the shared server: sixteen letters that tell it from any other, the marks of the purges before it, and the outcome.
 *
 * @param marks as {@link Scripts#STORE} puts them together
 */
record Entry(String marks, Resolution resolution) {
    static final int STAMP_LETTERS = 16;
    private static final int LONGEST_MARKS = 255;

    byte[] encode() {
        ValueWriter writer = new ValueWriter();
        writer.ascii(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
        writer.number(marks.length());
        writer.ascii(marks);
        OutcomeFormat.write(writer, resolution);
        return writer.toByteArray();
    }

    /** The entry, or null where the bytes are none that this server understands. */
    static @Nullable Entry decode(byte[] value, VideoRef ref) {
        try {
            ValueReader reader = new ValueReader(value);
            reader.ascii(STAMP_LETTERS);
            int length = (int) reader.number();
            if (length < 0 || length > LONGEST_MARKS) {
                return null;
            }
            return new Entry(reader.ascii(length), OutcomeFormat.read(reader, ref));
        } catch (ValueReader.Malformed e) {
            return null;
        }
    }

    /** What tells a value from others, also where it is none of ours. */
    static byte[] stamp(byte @Nullable [] value) {
        return value == null ? new byte[0] : Arrays.copyOf(value, Math.min(STAMP_LETTERS, value.length));
    }

    /** The marks as they are now, put together. */
    static String joined(List<byte @Nullable []> marks) {
        StringBuilder joined = new StringBuilder();
        for (byte[] mark : marks) {
            if (mark != null) {
                joined.append(new String(mark, StandardCharsets.ISO_8859_1));
            }
            joined.append('.');
        }
        return joined.toString();
    }
}
