/** The cookies of the sites' accounts: read, checked, kept on disk, lent to extractions, and judged by what becomes of those. */
@NullMarked
package dev.weir.security.cookies;

import org.jspecify.annotations.NullMarked;
