/** Byte ranges: what a client asks for, what that means for a known length, and how several parts are framed (RFC 9110 section 14). */
@NullMarked
package dev.weir.http.range;

import org.jspecify.annotations.NullMarked;
