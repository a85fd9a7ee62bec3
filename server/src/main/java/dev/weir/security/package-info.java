/** What keeps strangers out and secrets in. */
@NullMarked
package dev.weir.security;

import org.jspecify.annotations.NullMarked;
