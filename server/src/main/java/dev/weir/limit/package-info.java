/** Admission: how much may run at once. */
@NullMarked
package dev.weir.limit;

import org.jspecify.annotations.NullMarked;
