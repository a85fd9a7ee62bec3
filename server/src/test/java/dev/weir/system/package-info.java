/** The whole server against the origin server of the tests: real workers, real sockets, real players. */
package dev.weir.system;
