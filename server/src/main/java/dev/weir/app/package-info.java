/** Main and the composition root, the only place that builds the objects; it closes them in reverse. */
@NullMarked
package dev.weir.app;

import org.jspecify.annotations.NullMarked;
