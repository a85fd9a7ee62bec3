package dev.weir.http.header;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The fields that keep a browser from doing more with an answer than it should; made once, applied to every answer. */
public final class SecurityHeaders {
    private static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";
    /** A browser that opens media by itself makes a page around it, which has to load that media and style itself. */
    private static final String MEDIA_POLICY =
            "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";

    /** Framed by anybody, and therefore its own: the operator's policy is one of pages that nobody frames. */
    private static final String EMBED_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' https: http:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors *";

    /** The documentation styles itself as it goes, and draws icons from addresses that hold them; it loads nothing from elsewhere. */
    private static final String DOCUMENTATION_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                    + "media-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
                    + "frame-ancestors 'none'";

    private final Map<Kind, Map<String, String>> fields = new EnumMap<>(Kind.class);
    private final boolean hsts;
    private final String hstsValue;

    /** What an answer is. */
    public enum Kind {
        /** A page of this server, framed by nobody. */
        PAGE,
        /** A page made for being framed by others. */
        EMBED,
        /** The documentation of the interface: needs more than CSP_DIRECTIVES allows other pages. */
        DOCUMENTATION,
        /** JSON and the like. */
        DATA,
        /** Video, audio, playlists, captions, pictures: used by pages of any origin. */
        MEDIA
    }

    /**
     * Takes field values that are known to be valid; an empty one means no field.
     *
     * @param pagePolicy CSP_DIRECTIVES
     * @param referrerPolicy REFERRER_POLICY
     * @param permissionsPolicy PERMISSIONS_POLICY
     * @param hsts ENABLE_HSTS
     * @param hstsMaxAge HSTS_MAX_AGE in whole seconds, 0 to be forgotten (RFC 6797 section 6.1.1)
     */
    public SecurityHeaders(
            String pagePolicy, String referrerPolicy, String permissionsPolicy, boolean hsts, Duration hstsMaxAge) {
        this.hsts = hsts;
        this.hstsValue = "max-age=" + hstsMaxAge.toSeconds();
        for (Kind kind : Kind.values()) {
            Map<String, String> of = new LinkedHashMap<>();
            of.put("X-Content-Type-Options", "nosniff");
            of.put("Content-Security-Policy", policy(kind, ContentSecurityPolicy.parse(pagePolicy)));
            of.put("Referrer-Policy", referrerPolicy);
            of.put("Permissions-Policy", permissionsPolicy);
            switch (kind) {
                case PAGE, DOCUMENTATION, DATA -> of.put("X-Frame-Options", "DENY");
                case MEDIA -> of.put("Cross-Origin-Resource-Policy", "cross-origin");
                case EMBED -> {}
            }
            of.values().removeIf(String::isEmpty);
            fields.put(kind, of);
        }
    }

    /**
     * Gives every field that an answer of this kind carries.
     *
     * @param secure whether the client speaks TLS; over plain HTTP browsers ignore the field (RFC 6797 section 8.1)
     */
    public void apply(Kind kind, boolean secure, BiConsumer<String, String> response) {
        fields.getOrDefault(kind, Map.of()).forEach(response);
        if (secure && hsts) {
            response.accept("Strict-Transport-Security", hstsValue);
        }
    }

    private static String policy(Kind kind, ContentSecurityPolicy page) {
        return switch (kind) {
            case PAGE -> page.toString();
            case EMBED -> EMBED_POLICY;
            case DOCUMENTATION -> DOCUMENTATION_POLICY;
            case DATA -> DATA_POLICY;
            case MEDIA -> MEDIA_POLICY;
        };
    }
}
