package dev.weir.security.cookies;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a site's cookies are good for.
 *
 * @param matters the cookies that make a sign-in, whether they are there or not
 * @param missing of the needed ones, `A or B` where one of several would do
 * @param expiresAt when the first of the needed ones does; null where none has an end
 * @param state by the cookies alone: absent, incomplete, valid, expiring or expired
 */
public record CookieReport(
        List<Matter> matters,
        List<String> missing,
        @Nullable Instant expiresAt,
        CookieState state) {
    private static final Duration SOON = Duration.ofDays(7);

    /**
     * One cookie that matters.
     *
     * @param needed whether nobody is signed in without it, or without one that stands in for it
     * @param expiresAt null for one of the browser's session, or where it is missing
     */
    public record Matter(
            String name,
            boolean needed,
            boolean present,
            boolean expired,
            @Nullable Instant expiresAt) {}

    static CookieReport of(CookieSite site, List<Cookie> cookies, Instant now) {
        List<Matter> matters = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        boolean expired = false;
        Instant first = null;
        for (List<String> group : site.needed()) {
            List<Matter> choices = group.stream()
                    .map(name -> matter(site, cookies, name, true, now))
                    .toList();
            matters.addAll(choices);
            List<Matter> present = choices.stream().filter(Matter::present).toList();
            if (present.isEmpty()) {
                missing.add(String.join(" or ", group));
                continue;
            }
            expired |= present.stream().allMatch(Matter::expired);
            first = earlier(first, end(present));
        }
        site.helpful().forEach(name -> matters.add(matter(site, cookies, name, false, now)));
        return new CookieReport(
                List.copyOf(matters), List.copyOf(missing), first, state(cookies, missing, expired, first, now));
    }

    private static CookieState state(
            List<Cookie> cookies, List<String> missing, boolean expired, @Nullable Instant first, Instant now) {
        if (cookies.isEmpty()) {
            return CookieState.ABSENT;
        }
        if (expired) {
            return CookieState.EXPIRED;
        }
        if (!missing.isEmpty()) {
            return CookieState.INCOMPLETE;
        }
        return first != null && first.isBefore(now.plus(SOON)) ? CookieState.EXPIRING : CookieState.VALID;
    }

    private static Matter matter(CookieSite site, List<Cookie> cookies, String name, boolean needed, Instant now) {
        List<Cookie> named = cookies.stream()
                .filter(cookie -> cookie.name().equals(name) && cookie.reaches(site.host()))
                .toList();
        Stream<Instant> ends = named.stream().map(Cookie::expires).filter(Objects::nonNull);
        boolean session = named.stream().anyMatch(cookie -> cookie.expires() == null);
        return new Matter(
                name,
                needed,
                !named.isEmpty(),
                !named.isEmpty() && named.stream().allMatch(cookie -> cookie.isExpired(now)),
                session ? null : ends.max(Comparator.naturalOrder()).orElse(null));
    }

    /** One of several that stand in for each other is enough, so the last to end counts. */
    private static @Nullable Instant end(List<Matter> present) {
        return present.stream().anyMatch(matter -> matter.expiresAt() == null)
                ? null
                : present.stream()
                        .map(Matter::expiresAt)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        return a == null ? b : b == null || a.isBefore(b) ? a : b;
    }
}
