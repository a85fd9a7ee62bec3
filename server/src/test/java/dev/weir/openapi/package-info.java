/** The description of the interface, read as a contract that answers can be held against. */
package dev.weir.openapi;
