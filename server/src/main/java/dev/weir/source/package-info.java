/** Bytes of a track by range: one small contract, the Netty upstream client behind it, and decorators that add behaviour. */
@NullMarked
package dev.weir.source;

import org.jspecify.annotations.NullMarked;
