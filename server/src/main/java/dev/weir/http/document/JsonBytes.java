package dev.weir.http.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Writes one JSON object to bytes; an unknown value becomes null, never a missing field. */
final class JsonBytes implements AutoCloseable {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /** What writes the fields of an object. */
    interface Fields {
        void write(JsonBytes json) throws IOException;
    }

    private final JsonGenerator json;

    private JsonBytes(JsonGenerator json) {
        this.json = json;
    }

    static byte[] object(int expectedBytes, Fields fields) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(expectedBytes)) {
            try (JsonBytes json = new JsonBytes(FACTORY.createGenerator(bytes))) {
                json.nested(fields);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written to", e);
        }
    }

    void nested(Fields fields) throws IOException {
        json.writeStartObject();
        fields.write(this);
        json.writeEndObject();
    }

    <T> void array(String name, Iterable<T> items, Item<T> item) throws IOException {
        json.writeArrayFieldStart(name);
        for (T one : items) {
            nested(fields -> item.write(fields, one));
        }
        json.writeEndArray();
    }

    /** What writes the fields of one item of an array. */
    interface Item<T> {
        void write(JsonBytes json, T item) throws IOException;
    }

    void text(String name, @Nullable String value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(WellFormed.of(value));
        }
    }

    void address(String name, @Nullable URI value) throws IOException {
        text(name, value == null ? null : value.toString());
    }

    void flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    void integer(String name, @Nullable Number value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value.longValue());
        }
    }

    /** A whole number has no fraction, so that clients with integer types read it; what is no number is null. */
    void number(String name, @Nullable Double value) throws IOException {
        json.writeFieldName(name);
        if (value == null || !Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            json.writeNumber(value.longValue());
        } else {
            json.writeNumber(value);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
