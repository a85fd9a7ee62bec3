/** The HTTP surface: router assembly, filters, ranges, preconditions and the rendering of failures. */
@NullMarked
package dev.weir.http;

import org.jspecify.annotations.NullMarked;
