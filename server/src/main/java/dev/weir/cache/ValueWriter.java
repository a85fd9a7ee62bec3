package dev.weir.cache;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values compactly: small numbers in a byte, and each text once, since formats repeat their headers, cookies and codecs. */
final class ValueWriter {
    /** Stands for null where a text may be null. */
    static final int NULL = 0;

    /** A text that was not there before follows; greater numbers count the texts from the first on. */
    static final int NEW = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    private final Map<String, Integer> known = new HashMap<>();

    /** Any number; those near zero are short (LEB128 of the zigzag form). */
    void number(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    void number(@Nullable Long value) {
        flag(value != null);
        if (value != null) {
            number(value.longValue());
        }
    }

    void decimal(@Nullable Double value) {
        flag(value != null);
        if (value != null) {
            out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        }
    }

    void flag(boolean value) {
        out.write(value ? 1 : 0);
    }

    void text(@Nullable String text) {
        if (text == null) {
            number(NULL);
            return;
        }
        Integer index = known.putIfAbsent(text, known.size());
        if (index != null) {
            number(NEW + 1L + index);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(NEW);
        number(bytes.length);
        out.writeBytes(bytes);
    }

    void address(@Nullable URI address) {
        text(address == null ? null : address.toString());
    }

    void instant(@Nullable Instant instant) {
        flag(instant != null);
        if (instant != null) {
            number(instant.getEpochSecond());
            number(instant.getNano());
        }
    }

    void ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }
}
