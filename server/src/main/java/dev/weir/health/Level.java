package dev.weir.health;

import java.util.Locale;

/** How well something works, best first. */
public enum Level {
    HEALTHY,
    /** Not known yet: the first probe has not ended. */
    STARTING,
    /** It serves, but not all it could. */
    DEGRADED,
    UNHEALTHY;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }
}
