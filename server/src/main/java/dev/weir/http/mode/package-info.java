/** Whether a stream goes through this server or the client fetches it from the site: what the smart route decides on. */
@NullMarked
package dev.weir.http.mode;

import org.jspecify.annotations.NullMarked;
