package dev.weir.deliver;

import dev.weir.source.ByteSource;

/**
 * A file that can be sent: what it is called, and where its bytes come from.
 *
 * @param ext the usual extension of its container, without a dot
 */
public record MediaFile(FileKey key, ByteSource source, String ext) {}
