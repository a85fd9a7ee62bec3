package dev.weir.health;

/**
 * What the last probe found of one part.
 *
 * @param text what a health document shows: the level's name, followed by a reason where there is one
 */
public record ServiceHealth(Level level, String text) {
    static final ServiceHealth STARTING = new ServiceHealth(Level.STARTING, Level.STARTING.wireName());
    static final ServiceHealth HEALTHY = new ServiceHealth(Level.HEALTHY, Level.HEALTHY.wireName());

    static ServiceHealth problem(Level level, String reason) {
        return new ServiceHealth(level, level.wireName() + ": " + reason);
    }
}
