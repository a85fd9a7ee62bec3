package dev.weir.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        List<EgressRule> allow, @Nullable Path caFile, String identity) {
    private static final int IDENTITY_LETTERS = 12;

    static EgressSettings read(Values values) {
        List<EgressRule> allow = values.find(Setting.EGRESS_ALLOW, Lists.of(EgressSettings::rule));
        String identity = values.find(Setting.EGRESS_IDENTITY, Words::token);
        return new EgressSettings(
                allow == null ? List.of() : allow,
                values.find(Setting.EGRESS_CA_FILE, Paths::certificates),
                identity == null ? identity(values.text(Setting.YTDLP_PROXY.name())) : identity);
    }

    private static EgressRule rule(String text) throws InvalidValue {
        if (text.indexOf('/') >= 0) {
            CidrBlock block = CidrBlock.parse(text);
            return new EgressRule.Network(block.base(), block.prefixLength());
        }
        HostPort endpoint = Hosts.hostPort(text, "is neither host:port nor a block of addresses such as 10.1.0.0/16");
        return new EgressRule.Endpoint(endpoint.host(), endpoint.port());
    }

    /** A hash, so that the proxy's credentials do not get into the keys of a shared cache. */
    private static String identity(@Nullable String proxy) {
        if (proxy == null) {
            return "direct";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(proxy.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, IDENTITY_LETTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
