package dev.weir.video;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one site names its videos and addresses their pages. */
interface Site {

    /** The platform's name, lower case. */
    String name();

    /** Ends the sentence "ids of this platform are". */
    String idForm();

    /** The one form of an id, or null when it is malformed. */
    @Nullable
    String canonical(String id);

    /** @param id canonical */
    URI page(String id);

    boolean owns(String host);

    /** Reads an address on a host that the site {@linkplain #owns owns}. */
    SitePage read(PageAddress address);

    /** Whether a host is a domain or lies below it. */
    static boolean within(String host, String domain) {
        return host.endsWith(domain)
                && (host.length() == domain.length() || host.charAt(host.length() - domain.length() - 1) == '.');
    }

    /** The segment at an index, or the empty string, which is nobody's id. */
    static String at(List<String> segments, int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    static URI https(String host, String path) {
        return https(host, path, null);
    }

    static URI https(String host, String path, @Nullable String query) {
        try {
            return new URI("https", host, path, query, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a canonical id does not fit into an address", e);
        }
    }
}
