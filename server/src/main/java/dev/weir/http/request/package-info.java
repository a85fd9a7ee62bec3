/** Reads the raw request target (RFC 9112 section 3.2): which video a path names, and the parameters of its query. */
@NullMarked
package dev.weir.http.request;

import org.jspecify.annotations.NullMarked;
