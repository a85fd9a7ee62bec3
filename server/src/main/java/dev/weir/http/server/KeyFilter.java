package dev.weir.http.server;

import dev.weir.config.AccessSettings;
import dev.weir.config.ApiKey;
import dev.weir.http.RequestScope;
import dev.weir.http.document.ErrorCode;
import dev.weir.security.access.AddressSet;
import dev.weir.security.access.AddressText;
import dev.weir.security.access.ApiKeys;
import dev.weir.video.Failure;
import dev.weir.video.Reason;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.List;

/**
 * Lets in who shows a valid API key, and remembers which; others only where no key is needed. Keys are read from the header of the settings, or from
 * `Authorization: Bearer` (RFC 6750 section 2.1), never from the address, which others get to see.
 */
final class KeyFilter {
    private static final String BEARER = "Bearer ";
    private static final String CHALLENGE = "Bearer realm=\"Weir\"";

    private final ApiKeys keys;
    private final String header;
    private final AddressSet exempt;
    private final AddressSet proxies;

    KeyFilter(AccessSettings settings) {
        this.keys = new ApiKeys(settings.keys());
        this.header = settings.keyHeader();
        this.exempt = new AddressSet(settings.keyExempt());
        this.proxies = new AddressSet(settings.trustedProxies());
    }

    /** Remembers whose key the client shows, and refuses nobody: guesses are counted before they are answered. */
    void identify(RoutingContext ctx) {
        List<String> presented = presented(ctx.request());
        // Whoever shows two keys shows none: which one would somebody before this server have looked at?
        ApiKey key = presented.size() == 1 ? keys.find(presented.getFirst()) : null;
        if (key != null) {
            RequestScope scope = RequestScope.of(ctx);
            scope.identifiedBy(key.id());
            if (key.limit() > 0) {
                scope.limitedTo(key.limit());
            }
        }
        ctx.next();
    }

    /** Refuses who showed no valid key, unless none is needed. */
    void require(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        RequestScope scope = RequestScope.of(ctx);
        if (scope.keyId() != null
                || OpenPaths.holds(request)
                || CorsFilter.isPreflight(ctx)
                || isExempt(scope, request)) {
            ctx.next();
        } else if (presented(request).isEmpty()) {
            refuseMissing(ctx, header);
        } else {
            refuse(
                    ctx,
                    ErrorCode.API_KEY_INVALID,
                    CHALLENGE + ", error=\"invalid_token\"",
                    "The API key is not valid.",
                    "Ask whoever runs this server for one that is.");
        }
    }

    /** Refuses a request that shows no key although it needs one. */
    static void refuseMissing(RoutingContext ctx, String header) {
        refuse(
                ctx,
                ErrorCode.API_KEY_MISSING,
                CHALLENGE,
                "An API key is needed.",
                "Send it in the header " + header + ", or as Authorization: Bearer; it is not read from the address.");
    }

    private static void refuse(RoutingContext ctx, ErrorCode code, String challenge, String message, String detail) {
        RequestScope.of(ctx).entered(code);
        ctx.response().putHeader("WWW-Authenticate", challenge);
        ctx.fail(Failure.of(Reason.UNAUTHORIZED, message, detail).toException());
    }

    private List<String> presented(HttpServerRequest request) {
        List<String> given = request.headers().getAll(header);
        if (!given.isEmpty()) {
            return given.stream()
                    .map(value -> isBearer(value) ? value.substring(BEARER.length()) : value)
                    .map(String::strip)
                    .toList();
        }
        return request.headers().getAll("Authorization").stream()
                .filter(KeyFilter::isBearer)
                .map(value -> value.substring(BEARER.length()).strip())
                .toList();
    }

    private static boolean isBearer(String value) {
        return value.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    /** An unknown proxy hides who asks: its own address, be it exempt, says nothing then. */
    private boolean isExempt(RequestScope scope, HttpServerRequest request) {
        if (exempt.isEmpty()) {
            return false;
        }
        InetAddress client = AddressText.parse(scope.client());
        return client != null && exempt.contains(client) && (isTrusted(request) || !Forwarding.isDeclared(request));
    }

    private boolean isTrusted(HttpServerRequest request) {
        InetAddress peer = AddressText.parse(request.remoteAddress().hostAddress());
        return peer != null && proxies.contains(peer);
    }
}
