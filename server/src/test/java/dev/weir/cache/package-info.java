/** What servers share through Redis, tested alone and against the real thing. */
package dev.weir.cache;
