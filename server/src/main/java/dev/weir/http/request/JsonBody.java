package dev.weir.http.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request as strict JSON (RFC 8259): one value, no name twice, nothing nested deeper than any route needs. */
public final class JsonBody {
    private static final int MAX_DEPTH = 32;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonBody() {}

    /**
     * A body that is one object.
     *
     * @throws FailureException `invalid_parameter` for anything else
     */
    public static JsonFields object(byte[] body) {
        if (parse(body) instanceof JsonObject object) {
            return new JsonFields("", object);
        }
        throw invalid("It has to be a JSON object.");
    }

    /**
     * A body that is one array.
     *
     * @throws FailureException `invalid_parameter` for anything else
     */
    public static JsonArray array(byte[] body) {
        if (parse(body) instanceof JsonArray array) {
            return array;
        }
        throw invalid("It has to be a JSON array.");
    }

    /**
     * Any JSON value: {@link JsonObject}, {@link JsonArray}, String, Number, Boolean or null.
     *
     * @throws FailureException `invalid_parameter` where it is no JSON
     */
    public static @Nullable Object parse(byte[] body) {
        try (JsonParser parser = FACTORY.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw invalid("It is empty.");
            }
            Object value = value(parser, first);
            if (parser.nextToken() != null) {
                throw invalid("Something follows its end.");
            }
            return value;
        } catch (IOException e) {
            throw invalid(
                    e.getMessage() != null && e.getMessage().startsWith("Duplicate field")
                            ? "A name stands twice in one object."
                            : "Its syntax is wrong or it is nested too deeply.");
        }
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("no value begins like this");
        };
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        JsonObject object = new JsonObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            object.put(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static JsonArray array(JsonParser parser) throws IOException {
        JsonArray array = new JsonArray();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(parser, token));
        }
        return array;
    }

    private static FailureException invalid(String detail) {
        return Failure.of(Reason.INVALID_PARAMETER, "The request's body cannot be read.", detail)
                .toException();
    }
}
