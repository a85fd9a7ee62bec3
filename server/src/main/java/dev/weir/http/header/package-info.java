/** Values of response header fields: types, file names, and what protects a browser. */
@NullMarked
package dev.weir.http.header;

import org.jspecify.annotations.NullMarked;
