/** Extraction by warm yt-dlp worker processes: their pool, the framed protocol, and the classification of their errors. */
@NullMarked
package dev.weir.extract.ytdlp;

import org.jspecify.annotations.NullMarked;
