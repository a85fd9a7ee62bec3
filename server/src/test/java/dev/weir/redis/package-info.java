/** Real Redis and Valkey servers for tests, and what the link to them promises. */
package dev.weir.redis;
