/** An origin server that behaves like the sites, for tests: what their pages, interfaces and media servers do, good and bad. */
package dev.weir.origin;
