/** Rate limits at the HTTP surface: what counts to which budget, what clients are told of it, and the refusal. */
@NullMarked
package dev.weir.http.limit;

import org.jspecify.annotations.NullMarked;
