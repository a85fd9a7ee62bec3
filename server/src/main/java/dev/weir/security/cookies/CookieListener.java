package dev.weir.security.cookies;

/** Told when other cookies count for a platform than before. */
@FunctionalInterface
public interface CookieListener {
    void changed(String platform);
}
