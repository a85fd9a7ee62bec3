package dev.weir.config;

import java.time.Duration;

/**
 * Headers that protect browsers.
 *
 * @param hsts ENABLE_HSTS: sent over TLS only (RFC 6797 section 7.2)
 * @param hstsMaxAge HSTS_MAX_AGE: 0 to 10 years
 * @param contentSecurityPolicy CSP_DIRECTIVES: a field value
 * @param referrerPolicy REFERRER_POLICY: comma-separated, the last that a browser knows counts
 * @param permissionsPolicy PERMISSIONS_POLICY: a field value
 */
public record HeaderSettings(
        boolean hsts,
        Duration hstsMaxAge,
        String contentSecurityPolicy,
        String referrerPolicy,
        String permissionsPolicy) {

    static HeaderSettings read(Values values) {
        return new HeaderSettings(
                values.read(Setting.ENABLE_HSTS, Words::bool),
                values.read(Setting.HSTS_MAX_AGE, Durations.between(Duration.ZERO, Duration.ofDays(3660))),
                values.read(Setting.CSP_DIRECTIVES, Words::fieldValue),
                String.join(", ", values.read(Setting.REFERRER_POLICY, Lists.of(Words::referrerPolicy))),
                values.read(Setting.PERMISSIONS_POLICY, Words::fieldValue));
    }
}
