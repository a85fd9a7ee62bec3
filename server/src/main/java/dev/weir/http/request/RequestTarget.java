package dev.weir.http.request;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.Set;

/**
 * A request target as it was sent, before anybody normalized it: page addresses in a path keep their double slashes and dot segments.
 *
 * @param path undecoded, with its slash
 * @param query undecoded, without its question mark; empty where there is none
 */
public record RequestTarget(String path, String query) {
    private static final String SCHEME_END = "://";
    private static final String URL = "url";
    private static final int MAX_PLATFORM_LENGTH = 64;

    /**
     * Reads the origin form and the absolute form (RFC 9112 section 3.2).
     *
     * @throws FailureException `invalid_parameter` for other forms
     */
    public static RequestTarget parse(String raw) {
        String target = raw.startsWith("/") ? raw : withoutOrigin(raw);
        int question = target.indexOf('?');
        return question < 0
                ? new RequestTarget(target, "")
                : new RequestTarget(target.substring(0, question), target.substring(question + 1));
    }

    private static String withoutOrigin(String raw) {
        int authority = raw.indexOf(SCHEME_END);
        if (authority <= 0 || raw.indexOf('/') < authority) {
            throw invalid("The request's target is not a path.", "Ask for a path that begins with a slash.");
        }
        int start = authority + SCHEME_END.length();
        while (start < raw.length() && "/?".indexOf(raw.charAt(start)) < 0) {
            start++;
        }
        String rest = raw.substring(start);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    /** All parameters of the query, when no page address in the path claims some of them. */
    public Query parameters() {
        return Query.parse(query);
    }

    /**
     * Whether a page address, rather than the name of a platform, follows a prefix of the path: `.../https://host/page`,
     * `.../https%3A%2F%2Fhost%2Fpage`, `.../www.host.example/page`.
     */
    public boolean pageFollows(String prefix) {
        return path.startsWith(prefix) && BareAddress.isAddress(path.substring(prefix.length()));
    }

    /**
     * Reads `{platform}/{video_id}` after a prefix of the path. The id may be a page address, percent-encoded or bare; a bare one takes every
     * parameter of the query that is not one of ours. Without an id, the parameter `url` holds the page address.
     *
     * @param prefix of the path, with a slash at its end
     * @param own the names of the route's parameters
     * @throws FailureException `invalid_parameter` for a missing or malformed part, a wrong encoding, and a parameter of ours given twice
     */
    public VideoTarget video(String prefix, Set<String> own) {
        String rest = after(prefix);
        int slash = rest.indexOf('/');
        String rawPlatform = slash < 0 ? rest : rest.substring(0, slash);
        if (rawPlatform.isEmpty() || rawPlatform.length() > MAX_PLATFORM_LENGTH) {
            throw invalid("The path names no platform.", "Give a platform and an id, such as youtube/dQw4w9WgXcQ.");
        }
        return of(PercentDecoding.path(rawPlatform), slash < 0 ? "" : rest.substring(slash + 1), own);
    }

    /**
     * Reads a page address that follows a prefix without a platform before it, or the parameter `url`; the platform is `auto`.
     *
     * @throws FailureException as {@link #video}
     */
    public VideoTarget page(String prefix, Set<String> own) {
        return of("auto", prefix.equals(path + "/") ? "" : after(prefix), own);
    }

    private VideoTarget of(String platform, String rawId, Set<String> own) {
        if (BareAddress.isBare(rawId)) {
            BareAddress bare = BareAddress.read(rawId, query, own);
            return new VideoTarget(platform, bare.address(), bare.parameters().requireSingle(own));
        }
        Query parameters = parameters().requireSingle(own);
        String url = parameters.requireSingle(Set.of(URL)).get(URL);
        String id = BareAddress.isEncoded(rawId)
                ? BareAddress.withBothSlashes(PercentDecoding.path(rawId))
                : plainId(rawId);
        if (url != null && !url.isEmpty() && !id.isEmpty()) {
            throw invalid("The video is named twice.", "Give either an id in the path or the parameter url.");
        }
        String named = id.isEmpty() && url != null ? url : id;
        if (named.isEmpty()) {
            throw invalid(
                    "The request names no video.", "Give an id or a page address in the path, or the parameter url.");
        }
        return new VideoTarget(platform, named, parameters);
    }

    private static String plainId(String raw) {
        String id = PercentDecoding.path(raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw);
        if (raw.indexOf('/') >= 0 && raw.indexOf('/') < raw.length() - 1) {
            throw invalid("The path has too many parts.", "Percent-encode slashes that belong to an id.");
        }
        if (id.equals(".") || id.startsWith("../") || id.equals("..") || id.contains("/..")) {
            throw invalid("The video id is not valid.", "An id holds no path.");
        }
        return id;
    }

    private String after(String prefix) {
        if (!path.startsWith(prefix)) {
            throw invalid(
                    "The path is not in its plain form.",
                    "Leave out dot segments, double slashes and needless escapes.");
        }
        return path.substring(prefix.length());
    }

    private static FailureException invalid(String message, String detail) {
        return Failure.of(Reason.INVALID_PARAMETER, message, detail).toException();
    }
}
