package dev.weir.limit;

/**
 * A client's request for a stream.
 *
 * @param stream names it, the same for every request for it
 * @param readsOn the request does not begin at the beginning
 */
public record StreamUse(String stream, boolean readsOn) {}
