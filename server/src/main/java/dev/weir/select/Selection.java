package dev.weir.select;

import dev.weir.video.Format;

/** What to send of a video; separate tracks and manifests add their own kinds. */
public sealed interface Selection {

    /** One file that holds everything. */
    record SingleFile(Format format) implements Selection {}
}
