package dev.weir.cache;

/**
 * What the shared cache did since the start.
 *
 * @param status as the health document has it
 * @param hits lookups that it, or another server's extraction, answered
 * @param misses lookups that led to an extraction here
 */
public record SharedFigures(String status, long hits, long misses) {}
