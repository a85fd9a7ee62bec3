package dev.weir.origin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the origin received it.
 *
 * @param target path and query
 * @param headers by lower-case name
 * @param connection numbers the connections from 1
 */
public record Asked(String method, String target, Map<String, String> headers, int connection) {

    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    String parameter(String name, String otherwise) {
        int query = target.indexOf('?');
        for (String pair : (query < 0 ? "" : target.substring(query + 1)).split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return otherwise;
    }
}
