package dev.weir.config;

/** A host and one of its ports. */
record HostPort(String host, int port) {}
