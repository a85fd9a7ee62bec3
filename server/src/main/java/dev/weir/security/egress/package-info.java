/** Decides where this server may connect to: names are resolved once, checked, and the checked address is dialled. */
@NullMarked
package dev.weir.security.egress;

import org.jspecify.annotations.NullMarked;
