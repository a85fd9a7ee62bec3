package dev.weir.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the server may connect to.
 *
 * @param allow EGRESS_ALLOW: exceptions from the refusal of private and loopback addresses
 * @param caFile EGRESS_CA_FILE: PEM certificates trusted besides the system's
 * @param identity EGRESS_IDENTITY: which way requests leave; part of the key of cached addresses
 */
public record EgressSettings(
        List<EgressRule> allow, @Nullable Path caFile, String identity) {}
