package dev.weir.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address of the form `scheme://user:password@host:port/path` (RFC 3986 section 3), its credentials percent-decoded.
 *
 * @param scheme lower case
 * @param port 0 where the address names none
 * @param path what follows the slash, without it
 */
record ServiceAddress(
        String scheme, @Nullable String username, @Nullable String password, String host, int port, String path) {
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z][A-Za-z0-9+.-]{0,15})://(?:([^/?#]*)@)?(\\[[^\\]@/]*\\]|[^:@/?#\\[\\]]*)(?::(\\d{1,5}))?(?:/([^?#]*))?");
    private static final String PROBLEM = "is not an address such as scheme://user:password@host:port";

    /** The problems it throws are safe to show: they hold nothing of the text. */
    static ServiceAddress parse(String text) throws InvalidValue {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new InvalidValue(text, PROBLEM);
        }
        String credentials = form.group(2);
        int colon = credentials == null ? -1 : credentials.indexOf(':');
        String username = credentials == null || colon < 0 ? credentials : credentials.substring(0, colon);
        String password = credentials == null || colon < 0 ? null : credentials.substring(colon + 1);
        return new ServiceAddress(
                form.group(1).toLowerCase(Locale.ROOT),
                decoded(text, username),
                decoded(text, password),
                host(text, form.group(3)),
                form.group(4) == null ? 0 : port(text, form.group(4)),
                form.group(5) == null ? "" : form.group(5));
    }

    int portOr(int other) {
        return port == 0 ? other : port;
    }

    private static String host(String text, String host) throws InvalidValue {
        try {
            return Hosts.host(host);
        } catch (InvalidValue e) {
            throw new InvalidValue(text, "has a host that is neither an IP address nor a name");
        }
    }

    private static int port(String text, String port) throws InvalidValue {
        try {
            return Numbers.between(1, 65535).parse(port);
        } catch (InvalidValue e) {
            throw new InvalidValue(text, "has a port that is not a whole number from 1 to 65535");
        }
    }

    private static @Nullable String decoded(String text, @Nullable String part) throws InvalidValue {
        if (part == null || part.isEmpty()) {
            return null;
        }
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidValue(text, "has credentials that are not percent-encoded");
        }
    }

    /** Hides the credentials. */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
