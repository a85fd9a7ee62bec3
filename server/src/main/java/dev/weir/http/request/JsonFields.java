package dev.weir.http.request;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object that a client sent, each of the type that its reader expects. A field that is null counts as not given. All
 * methods throw {@link FailureException} with `invalid_parameter`, naming the field.
 *
 * @param where the path to the object with a full stop at its end, such as `options.`; empty for the body itself
 */
public record JsonFields(String where, JsonObject object) {

    /** The same fields, known to hold no others than these. */
    public JsonFields only(Set<String> names) {
        for (String name : new TreeSet<>(object.fieldNames())) {
            if (!names.contains(name)) {
                throw Failure.of(
                                Reason.INVALID_PARAMETER,
                                "The body has a field that is not known here.",
                                "Known are " + String.join(", ", new TreeSet<>(names)) + ".")
                        .toException();
            }
        }
        return this;
    }

    public boolean has(String name) {
        return object.getValue(name) != null;
    }

    /** A text of at most so many characters, without control characters, or null when it is not given. */
    public @Nullable String text(String name, int maxLength) {
        Object value = object.getValue(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw wrong(name, "a text");
        }
        if (text.length() > maxLength || text.chars().anyMatch(Character::isISOControl)) {
            throw wrong(name, "a text of at most " + maxLength + " characters without control characters");
        }
        return text;
    }

    /** As {@link #text}, but it has to be given and not be empty. */
    public String required(String name, int maxLength) {
        String text = text(name, maxLength);
        if (text == null || text.isEmpty()) {
            throw Failure.of(Reason.INVALID_PARAMETER, "The field " + where + name + " is missing.", "Give a text.")
                    .toException();
        }
        return text;
    }

    /** A whole number between bounds, both included, or the default when it is not given. */
    public int integer(String name, int min, int max, int otherwise) {
        Object value = object.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= min
                && ((Number) value).longValue() <= max) {
            return ((Number) value).intValue();
        }
        throw wrong(name, "a whole number from " + min + " to " + max);
    }

    /** True or false, or the default when it is not given. */
    public boolean flag(String name, boolean otherwise) {
        Object value = object.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    /** An array, or null when it is not given. */
    public @Nullable JsonArray array(String name) {
        Object value = object.getValue(name);
        if (value == null || value instanceof JsonArray) {
            return (JsonArray) value;
        }
        throw wrong(name, "an array");
    }

    /** An object, or null when it is not given. */
    public @Nullable JsonFields fields(String name) {
        Object value = object.getValue(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonObject nested) {
            return new JsonFields(where + name + ".", nested);
        }
        throw wrong(name, "an object");
    }

    private FailureException wrong(String name, String expected) {
        return Failure.of(
                        Reason.INVALID_PARAMETER,
                        "The field " + where + name + " is not valid.",
                        "It has to be " + expected + ".")
                .toException();
    }
}
