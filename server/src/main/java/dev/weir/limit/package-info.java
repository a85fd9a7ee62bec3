/** How much may run at once, and how often a client may ask. */
@NullMarked
package dev.weir.limit;

import org.jspecify.annotations.NullMarked;
