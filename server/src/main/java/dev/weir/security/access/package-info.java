/** Who may ask: API keys, and the addresses of clients. */
@NullMarked
package dev.weir.security.access;

import org.jspecify.annotations.NullMarked;
