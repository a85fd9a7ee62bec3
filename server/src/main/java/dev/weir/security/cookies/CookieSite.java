package dev.weir.security.cookies;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A platform whose extractor makes use of an account's cookies.
 *
 * @param platform as in a reference to a video
 * @param domains cookies of other sites are never stored nor lent
 * @param host where the extractor looks for the needed cookies
 * @param needed who is signed in has one of each of these groups
 * @param helpful what else belongs to a sign-in
 */
public record CookieSite(
        String platform, List<String> domains, String host, List<List<String>> needed, List<String> helpful) {

    /** The platforms that the status always lists, and then others. */
    public static final List<CookieSite> ALL = List.of(
            new CookieSite(
                    "youtube",
                    List.of("youtube.com", "youtube-nocookie.com", "youtubekids.com"),
                    "www.youtube.com",
                    List.of(List.of("LOGIN_INFO"), List.of("SAPISID", "__Secure-3PAPISID", "__Secure-1PAPISID")),
                    List.of("__Secure-3PSID", "__Secure-1PSID", "SID", "HSID", "SSID")),
            new CookieSite(
                    "bilibili",
                    List.of("bilibili.com"),
                    "api.bilibili.com",
                    List.of(List.of("SESSDATA")),
                    List.of("bili_jct", "DedeUserID", "buvid3")),
            new CookieSite(
                    "twitter",
                    List.of("x.com", "twitter.com"),
                    "api.x.com",
                    List.of(List.of("auth_token"), List.of("ct0")),
                    List.of("twid")),
            new CookieSite(
                    "instagram",
                    List.of("instagram.com"),
                    "www.instagram.com",
                    List.of(List.of("sessionid")),
                    List.of("csrftoken", "ds_user_id")),
            new CookieSite(
                    "twitch",
                    List.of("twitch.tv"),
                    "gql.twitch.tv",
                    List.of(List.of("auth-token")),
                    List.of("persistent", "login")),
            new CookieSite("vimeo", List.of("vimeo.com"), "vimeo.com", List.of(List.of("vimeo")), List.of()),
            new CookieSite(
                    "niconico",
                    List.of("nicovideo.jp"),
                    "www.nicovideo.jp",
                    List.of(List.of("user_session")),
                    List.of()),
            new CookieSite(
                    "tiktok", List.of("tiktok.com"), "www.tiktok.com", List.of(List.of("sessionid")), List.of()));

    private static final int ALWAYS_LISTED = 5;

    /** @param platform lower case, its alias resolved or not */
    public static @Nullable CookieSite of(String platform) {
        String name = platform.toLowerCase(Locale.ROOT);
        String canonical = name.equals("x") ? "twitter" : name;
        return ALL.stream()
                .filter(site -> site.platform.equals(canonical))
                .findFirst()
                .orElse(null);
    }

    /** A browser keeps fewer for one site; all that are lent have to fit into a frame to a worker. */
    private static final int MAX_COOKIES = 400;

    private static final int MAX_LETTERS = 256 << 10;

    /** Whether these are more than an account ever has. */
    static boolean isTooMuch(List<Cookie> cookies) {
        return cookies.size() > MAX_COOKIES
                || cookies.stream()
                                .mapToInt(cookie -> cookie.name().length()
                                        + cookie.value().length()
                                        + cookie.path().length())
                                .sum()
                        > MAX_LETTERS;
    }

    /** Whether the status lists it although there is nothing to say. */
    boolean alwaysListed() {
        return ALL.indexOf(this) < ALWAYS_LISTED;
    }

    boolean owns(Cookie cookie) {
        return domains.stream().anyMatch(domain -> Cookie.within(cookie.domain(), domain));
    }

    /** The name of its file in COOKIES_DIRECTORY, as in the systems this one replaces. */
    public String fileName() {
        return platform + "_cookies.txt";
    }
}
