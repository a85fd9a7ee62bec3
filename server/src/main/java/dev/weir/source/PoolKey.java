package dev.weir.source;

import dev.weir.security.egress.EgressRoute;

/** Connections with equal keys can stand in for each other. */
record PoolKey(Endpoint endpoint, EgressRoute route) {}
