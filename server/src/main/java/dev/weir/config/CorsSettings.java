package dev.weir.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Which pages of other origins may read answers (Fetch standard, CORS protocol).
 *
 * @param origins CORS_ALLOWED_ORIGINS: `scheme://host` with a port where it is not the scheme's; or `*` among them
 * @param methods CORS_ALLOWED_METHODS: upper case, no `*`
 * @param headers CORS_ALLOWED_HEADERS: field names; `*` among them means whatever the preflight asks for
 * @param credentials CORS_ALLOW_CREDENTIALS: never true where origins hold `*`
 * @param maxAge CORS_MAX_AGE: 0 to 30 days
 */
public record CorsSettings(
        List<String> origins, List<String> methods, List<String> headers, boolean credentials, Duration maxAge) {
    private static final String ANY = "*";

    /** Whether any origin may read. */
    public boolean anyOrigin() {
        return origins.contains(ANY);
    }

    static CorsSettings read(Values values) {
        List<String> origins = values.find(Setting.CORS_ALLOWED_ORIGINS, Lists.orJson(CorsSettings::origin));
        boolean credentials = values.read(Setting.CORS_ALLOW_CREDENTIALS, Words::bool);
        if (credentials && origins != null && origins.contains(ANY)) {
            values.reject(
                    Setting.CORS_ALLOWED_ORIGINS,
                    "is * while CORS_ALLOW_CREDENTIALS is true, which browsers refuse; name the origins");
        }
        if (credentials && origins == null) {
            values.warn("CORS_ALLOW_CREDENTIALS: not used, since CORS_ALLOWED_ORIGINS names no origin");
        }
        return new CorsSettings(
                origins == null ? List.of() : origins,
                values.read(Setting.CORS_ALLOWED_METHODS, CorsSettings::methods),
                values.read(Setting.CORS_ALLOWED_HEADERS, Lists.orJson(Words::token)),
                credentials,
                values.read(Setting.CORS_MAX_AGE, Durations.between(Duration.ZERO, Duration.ofDays(30))));
    }

    private static List<String> methods(String text) throws InvalidValue {
        List<String> methods = Lists.orJson(method -> Words.token(method).toUpperCase(Locale.ROOT))
                .parse(text);
        return methods.contains(ANY) ? methods(Setting.CORS_ALLOWED_METHODS.defaultText()) : methods;
    }

    private static String origin(String text) throws InvalidValue {
        if (text.equals(ANY)) {
            return text;
        }
        ServiceAddress origin = ServiceAddress.parse(text);
        boolean https = origin.scheme().equals("https");
        if (!https && !origin.scheme().equals("http")) {
            throw new InvalidValue(text, "is not an origin: it does not begin with http:// or https://");
        }
        if (origin.username() != null || origin.password() != null || text.indexOf('/', text.indexOf("//") + 2) >= 0) {
            throw new InvalidValue(text, "is not an origin: that is scheme://host:port and nothing more");
        }
        int port = origin.portOr(https ? 443 : 80);
        String host = origin.host().indexOf(':') < 0 ? origin.host() : "[" + origin.host() + "]";
        return origin.scheme() + "://" + host + (port == (https ? 443 : 80) ? "" : ":" + port);
    }
}
