/** The directory of downloads: what it takes on disk, and the removal of what has been there too long. */
@NullMarked
package dev.weir.storage;

import org.jspecify.annotations.NullMarked;
