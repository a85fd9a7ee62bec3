/** Tests of the byte path against origins that are scripted byte by byte. */
package dev.weir.source;
