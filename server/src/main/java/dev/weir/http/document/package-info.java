/** The JSON documents that requests are answered with, rendered to bytes. */
@NullMarked
package dev.weir.http.document;

import org.jspecify.annotations.NullMarked;
