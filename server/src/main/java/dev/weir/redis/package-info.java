/** The Redis, Valkey or Dragonfly server that several instances share: its connection, bounded in time, and what is sent over it. */
@NullMarked
package dev.weir.redis;

import org.jspecify.annotations.NullMarked;
