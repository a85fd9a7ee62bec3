package dev.weir.http.header;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a page may load, and who may frame it (Content Security Policy Level 3).
 *
 * @param directives names in lower case, each with its sources separated by spaces, in the order of writing
 */
public record ContentSecurityPolicy(Map<String, String> directives) {

    public ContentSecurityPolicy {
        directives = Collections.unmodifiableMap(new LinkedHashMap<>(directives));
    }

    /** Reads a policy; of a directive that is there twice the first counts, as in browsers. */
    public static ContentSecurityPolicy parse(String fieldValue) {
        Map<String, String> directives = new LinkedHashMap<>();
        for (String directive : fieldValue.split(";", -1)) {
            String[] nameAndSources = directive.strip().split("\\s+", 2);
            if (!nameAndSources[0].isEmpty()) {
                directives.putIfAbsent(
                        nameAndSources[0].toLowerCase(Locale.ROOT),
                        nameAndSources.length == 1 ? "" : nameAndSources[1]);
            }
        }
        return new ContentSecurityPolicy(directives);
    }

    /** The same policy with one directive replaced, or added. */
    public ContentSecurityPolicy with(String directive, String sources) {
        Map<String, String> changed = new LinkedHashMap<>(directives);
        changed.put(directive, sources);
        return new ContentSecurityPolicy(changed);
    }

    /** As it stands in a header field. */
    @Override
    public String toString() {
        return directives.entrySet().stream()
                .map(directive -> (directive.getKey() + ' ' + directive.getValue()).strip())
                .collect(Collectors.joining("; "));
    }
}
