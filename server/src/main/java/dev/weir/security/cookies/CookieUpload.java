package dev.weir.security.cookies;

import java.util.List;

/**
 * What became of cookies that were sent in.
 *
 * @param stored how many are kept
 * @param otherSites the domains of cookies that belong elsewhere and were dropped, a few of them, in order
 * @param dropped how many belong elsewhere
 * @param malformed how many entries were no cookies
 * @param expired how many of the kept ones have expired
 */
public record CookieUpload(
        CookieSite site,
        int stored,
        List<String> otherSites,
        int dropped,
        int malformed,
        int expired,
        CookieReport report) {}
