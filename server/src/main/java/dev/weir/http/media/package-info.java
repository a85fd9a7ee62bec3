/** Sends a file to a client: ranges, preconditions, back-pressure and failure on both sides (RFC 9110 sections 13 and 14). */
@NullMarked
package dev.weir.http.media;

import org.jspecify.annotations.NullMarked;
