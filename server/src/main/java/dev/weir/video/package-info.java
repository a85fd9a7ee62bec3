/** The vocabulary every other package speaks: what is asked for, what is known of it, and why it failed; JDK only. */
@NullMarked
package dev.weir.video;

import org.jspecify.annotations.NullMarked;
