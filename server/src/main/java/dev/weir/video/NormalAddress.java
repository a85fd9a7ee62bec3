package dev.weir.video;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes an address apart and writes it in its normal form. */
final class NormalAddress {
    private static final Pattern PORT = Pattern.compile("0{0,5}([1-9]\\d{0,4})?");
    private static final int MAX_PORT = 65_535;

    private NormalAddress() {}

    /** @param rest what follows the scheme and its two slashes */
    static URI of(String scheme, String rest) {
        int hash = rest.indexOf('#');
        String whole = hash < 0 ? rest : rest.substring(0, hash);
        int end = endOfAuthority(whole);
        String authority = whole.substring(0, end);
        int question = whole.indexOf('?', end);
        String path = whole.substring(end, question < 0 ? whole.length() : question);
        String query = question < 0 ? "" : whole.substring(question + 1);
        if (authority.contains("@")) {
            throw PageAddress.refused("The page address carries credentials.");
        }
        String origin = scheme + "://" + hostAndPort(scheme, authority);
        String normal = origin
                + withoutDotSegments(PercentEncoding.path(path))
                + (query.isEmpty() ? "" : "?" + PercentEncoding.query(query));
        return uri(normal);
    }

    private static URI uri(String normal) {
        if (normal.length() > PageAddress.MAX_LENGTH) {
            throw PageAddress.tooLong();
        }
        try {
            URI uri = new URI(normal);
            if (uri.getHost() == null) {
                throw PageAddress.refused("The page address names no valid host.");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw PageAddress.refused("The page address is malformed.");
        }
    }

    private static String hostAndPort(String scheme, String authority) {
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String host = hasPort ? authority.substring(0, colon) : authority;
        if (host.isEmpty()) {
            throw PageAddress.refused("The page address names no host.");
        }
        Matcher port = PORT.matcher(hasPort ? authority.substring(colon + 1) : "");
        if (!port.matches()) {
            throw PageAddress.refused("The page address has an invalid port.");
        }
        String digits = port.group(1);
        if (digits == null) {
            if (port.end() > 0) {
                throw PageAddress.refused("The page address has an invalid port.");
            }
            return HostName.normalize(host);
        }
        int number = Integer.parseInt(digits);
        if (number > MAX_PORT) {
            throw PageAddress.refused("The page address has an invalid port.");
        }
        boolean usual = number == (scheme.equals("https") ? 443 : 80);
        return HostName.normalize(host) + (usual ? "" : ":" + number);
    }

    private static int endOfAuthority(String rest) {
        int end = 0;
        while (end < rest.length() && "/?".indexOf(rest.charAt(end)) < 0) {
            if (rest.charAt(end) == '\\') {
                throw PageAddress.refused("The page address holds a backslash in its host.");
            }
            end++;
        }
        return end;
    }

    /** RFC 3986 section 5.2.4; empty segments stay. */
    private static String withoutDotSegments(String path) {
        String[] segments = path.split("/", -1);
        List<String> kept = new ArrayList<>();
        for (int i = 1; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            boolean up = segments[i].equals("..");
            if (up && !kept.isEmpty()) {
                kept.removeLast();
            }
            if (!up && !segments[i].equals(".")) {
                kept.add(segments[i]);
            } else if (last) {
                kept.add("");
            }
        }
        return "/" + String.join("/", kept);
    }
}
