/** How a chosen format reaches the client: the sealed delivery plans and their makers. */
@NullMarked
package dev.weir.deliver;

import org.jspecify.annotations.NullMarked;
