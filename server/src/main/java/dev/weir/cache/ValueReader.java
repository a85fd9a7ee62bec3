package dev.weir.cache;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ValueWriter} wrote, and refuses everything else; lengths are believed only as far as there are bytes. */
final class ValueReader {
    private static final int LONGEST_NUMBER = 64;

    /** The bytes are not what a {@link ValueWriter} of this version writes. */
    static final class Malformed extends Exception {
        Malformed() {
            super("not a value", null, false, false);
        }
    }

    private final ByteBuffer in;
    private final List<String> known = new ArrayList<>();

    ValueReader(byte[] value) {
        this.in = ByteBuffer.wrap(value);
    }

    long number() throws Malformed {
        long zigzag = 0;
        for (int shift = 0; shift < LONGEST_NUMBER; shift += 7) {
            byte next = next();
            zigzag |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new Malformed();
    }

    int integer() throws Malformed {
        long number = number();
        if (number != (int) number) {
            throw new Malformed();
        }
        return (int) number;
    }

    @Nullable
    Long numberOrNull() throws Malformed {
        return flag() ? number() : null;
    }

    @Nullable
    Integer integerOrNull() throws Malformed {
        return flag() ? integer() : null;
    }

    @Nullable
    Double decimal() throws Malformed {
        return flag() ? ByteBuffer.wrap(bytes(Double.BYTES)).getDouble() : null;
    }

    boolean flag() throws Malformed {
        return switch (next()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new Malformed();
        };
    }

    /** How many of something follow, each of which takes a byte at least. */
    int count() throws Malformed {
        int count = integer();
        if (count < 0 || count > in.remaining()) {
            throw new Malformed();
        }
        return count;
    }

    @Nullable
    String textOrNull() throws Malformed {
        int index = integer();
        if (index == ValueWriter.NULL) {
            return null;
        }
        if (index == ValueWriter.NEW) {
            String text = decode(bytes(count()));
            known.add(text);
            return text;
        }
        int earlier = index - ValueWriter.NEW - 1;
        if (earlier < 0 || earlier >= known.size()) {
            throw new Malformed();
        }
        return known.get(earlier);
    }

    String text() throws Malformed {
        return required(textOrNull());
    }

    @Nullable
    URI addressOrNull() throws Malformed {
        String text = textOrNull();
        try {
            return text == null ? null : URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Malformed();
        }
    }

    URI address() throws Malformed {
        return required(addressOrNull());
    }

    @Nullable
    Instant instantOrNull() throws Malformed {
        if (!flag()) {
            return null;
        }
        try {
            return Instant.ofEpochSecond(number(), number());
        } catch (DateTimeException | ArithmeticException e) {
            throw new Malformed();
        }
    }

    Instant instant() throws Malformed {
        return required(instantOrNull());
    }

    String ascii(int length) throws Malformed {
        return new String(bytes(length), StandardCharsets.ISO_8859_1);
    }

    /** Nothing may follow what was read. */
    void end() throws Malformed {
        if (in.hasRemaining()) {
            throw new Malformed();
        }
    }

    static <T> T required(@Nullable T value) throws Malformed {
        if (value == null) {
            throw new Malformed();
        }
        return value;
    }

    private byte next() throws Malformed {
        if (!in.hasRemaining()) {
            throw new Malformed();
        }
        return in.get();
    }

    private byte[] bytes(int length) throws Malformed {
        if (length > in.remaining()) {
            throw new Malformed();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static String decode(byte[] utf8) throws Malformed {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed();
        }
    }
}
