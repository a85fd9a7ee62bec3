/** Whether the server can do its work, found out by real probes off the request path. */
@NullMarked
package dev.weir.health;

import org.jspecify.annotations.NullMarked;
