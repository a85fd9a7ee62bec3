/** Validators of what is sent, and the preconditions that clients attach to them (RFC 9110 sections 8.8 and 13). */
@NullMarked
package dev.weir.http.conditional;

import org.jspecify.annotations.NullMarked;
