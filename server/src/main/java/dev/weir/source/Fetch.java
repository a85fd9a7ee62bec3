package dev.weir.source;

import org.jspecify.annotations.Nullable;

/**
 * One read of an origin.
 *
 * @param ifRange the entity tag or date that the file must still have (RFC 9110 section 13.1.5), else it is sent from byte 0; null for any
 */
record Fetch(Location location, Span span, @Nullable String ifRange) {}
