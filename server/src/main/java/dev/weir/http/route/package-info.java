/** One class for each group of endpoints: parse, call one use case, render. */
@NullMarked
package dev.weir.http.route;

import org.jspecify.annotations.NullMarked;
