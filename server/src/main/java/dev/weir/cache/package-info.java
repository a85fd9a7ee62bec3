/** Outcomes of extractions on the server that several instances share: found by any, extracted by one, forgotten by all. */
@NullMarked
package dev.weir.cache;

import org.jspecify.annotations.NullMarked;
