package dev.weir.security.cookies;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Cookie files as browsers' extensions write them; every value begins with {@link #SECRET}. */
final class Samples {
    static final String SECRET = "s3cret-";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final CookieSite YOUTUBE = site("youtube");
    static final CookieSite TWITTER = site("twitter");

    private Samples() {}

    static CookieSite site(String platform) {
        CookieSite site = CookieSite.of(platform);
        if (site == null) {
            throw new IllegalArgumentException(platform);
        }
        return site;
    }

    static String line(String domain, String name, long expires) {
        return domain + "\tTRUE\t/\tTRUE\t" + expires + "\t" + name + "\t" + SECRET + name + "\n";
    }

    /** Of somebody who is signed in at YouTube, until so many seconds from {@link #NOW}. */
    static byte[] youtube(long seconds) {
        long end = NOW.getEpochSecond() + seconds;
        return bytes("# Netscape HTTP Cookie File\r\n\r\n"
                + "#HttpOnly_" + line(".youtube.com", "LOGIN_INFO", end)
                + line(".youtube.com", "SAPISID", end + 10)
                + line(".youtube.com", "PREF", 0)
                + line(".google.com", "SID", end));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
