/** What the outside sees of the inside: metrics, access log and application log. */
@NullMarked
package dev.weir.telemetry;

import org.jspecify.annotations.NullMarked;
