/** Typed settings, read once from the environment and validated together; secrets are never printed. */
@NullMarked
package dev.weir.config;

import org.jspecify.annotations.NullMarked;
