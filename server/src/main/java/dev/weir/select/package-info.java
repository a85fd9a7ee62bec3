/** Turns a wish for quality, codec, container and language into the format to send. */
@NullMarked
package dev.weir.select;

import org.jspecify.annotations.NullMarked;
