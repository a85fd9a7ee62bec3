package dev.weir.redis;

/**
 * A Lua script for the shared server.
 *
 * @param source in Lua 5.1, answering an array of integers
 */
public record Script(String source) {}
