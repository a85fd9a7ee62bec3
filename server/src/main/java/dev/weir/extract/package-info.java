/** The port to whatever can turn a page address into a {@link dev.weir.video.VideoInfo}. */
@NullMarked
package dev.weir.extract;

import org.jspecify.annotations.NullMarked;
