/** Puts the HTTP server together: listeners, filters, and the routes behind them. */
@NullMarked
package dev.weir.http.server;

import org.jspecify.annotations.NullMarked;
