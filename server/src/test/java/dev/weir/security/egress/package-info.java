/** Tests of what may be connected to, and of the proxy that holds the extractor to it. */
package dev.weir.security.egress;
