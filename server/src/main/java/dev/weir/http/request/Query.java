package dev.weir.http.request;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, decoded, in the order in which they stand.
 */
public record Query(List<Parameter> parameters) {
    public static final Query EMPTY = new Query(List.of());

    /** More than any route has, and few enough to search one by one. */
    static final int MAX_PARAMETERS = 200;

    public Query {
        parameters = List.copyOf(parameters);
    }

    /** A name with a value, which is empty where there is no equals sign. */
    public record Parameter(String name, String value) {}

    /**
     * @param raw without the question mark
     * @throws FailureException `invalid_parameter` where the encoding is wrong, control characters are in it, or there are too many parameters
     */
    public static Query parse(String raw) {
        if (raw.isEmpty()) {
            return EMPTY;
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                parameters.add(parameter(pair));
            }
        }
        if (parameters.size() > MAX_PARAMETERS) {
            throw Failure.of(
                            Reason.INVALID_PARAMETER,
                            "The query has too many parameters.",
                            "At most " + MAX_PARAMETERS + " are read.")
                    .toException();
        }
        return new Query(parameters);
    }

    private static Parameter parameter(String pair) {
        int equals = pair.indexOf('=');
        return equals < 0
                ? new Parameter(PercentDecoding.query(pair), "")
                : new Parameter(
                        PercentDecoding.query(pair.substring(0, equals)),
                        PercentDecoding.query(pair.substring(equals + 1)));
    }

    /** The first value of a parameter, or null when it is not there. */
    public @Nullable String get(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter.value();
            }
        }
        return null;
    }

    /**
     * The same query, known to name each of these at most once.
     *
     * @throws FailureException `invalid_parameter` where one stands twice
     */
    public Query requireSingle(Set<String> names) {
        for (int i = 1; i < parameters.size(); i++) {
            String name = parameters.get(i).name();
            if (names.contains(name)
                    && parameters.subList(0, i).stream()
                            .anyMatch(earlier -> earlier.name().equals(name))) {
                throw Failure.of(
                                Reason.INVALID_PARAMETER,
                                "The parameter " + name + " is given more than once.",
                                "Give " + name + " once.")
                        .toException();
            }
        }
        return this;
    }
}
