package dev.weir.health;

/**
 * What the last probe found of one part.
 *
 * @param text what a health document shows: the level's name, followed by a reason where there is one
 */
public record ServiceHealth(Level level, String text) {
    /** The server works as one on its own. */
    public static final ServiceHealth NOT_CONFIGURED = new ServiceHealth(Level.HEALTHY, "not configured");

    public static final ServiceHealth STARTING = new ServiceHealth(Level.STARTING, Level.STARTING.wireName());
    public static final ServiceHealth HEALTHY = new ServiceHealth(Level.HEALTHY, Level.HEALTHY.wireName());

    /** The server goes on without a part that others run. */
    public static ServiceHealth unavailable(String reason) {
        return new ServiceHealth(Level.DEGRADED, "unavailable: " + reason);
    }

    static ServiceHealth problem(Level level, String reason) {
        return new ServiceHealth(level, level.wireName() + ": " + reason);
    }
}
