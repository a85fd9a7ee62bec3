/** The use case from a video's reference to what is known of it: cache, single flight and remembered failures. */
@NullMarked
package dev.weir.resolve;

import org.jspecify.annotations.NullMarked;
