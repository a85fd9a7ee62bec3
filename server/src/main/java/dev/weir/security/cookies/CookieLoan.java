package dev.weir.security.cookies;

import java.util.List;

/** Cookies for one extraction of their own platform, to be answered for by its outcome. */
public final class CookieLoan {
    private final CookieSite site;
    private final FileVersion version;
    private final List<Cookie> cookies;

    CookieLoan(CookieSite site, FileVersion version, List<Cookie> cookies) {
        this.site = site;
        this.version = version;
        this.cookies = List.copyOf(cookies);
    }

    CookieSite site() {
        return site;
    }

    FileVersion version() {
        return version;
    }

    /** Never empty, none expired. */
    public List<Cookie> cookies() {
        return cookies;
    }
}
