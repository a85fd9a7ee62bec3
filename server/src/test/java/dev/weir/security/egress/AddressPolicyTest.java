package dev.weir.security.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.EgressRule;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::10.0.0.1",
                "::8.8.8.8",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:a9fe:a9fe",
                "::ffff:0:10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::",
                "2002:808:808::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1"
            })
    void nobodyOnTheInternetReachesTheseSoTheyAreRefused(String literal) {
        assertThat(permitted(literal)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2606:4700::1111",
                "2a00:1450:4001:82a::200e"
            })
    void publicAddressesAndTheNeighboursOfPrivateBlocksArePermitted(String literal) {
        assertThat(permitted(literal)).isTrue();
    }

    @Test
    void aNamedHostIsAllowedAtItsPortOnly() {
        AddressPolicy policy = new AddressPolicy(List.of(new EgressRule.Endpoint("media.test", 8080)));

        assertThat(policy.names("media.test", 8080)).isTrue();
        assertThat(policy.names("media.test", 80)).isFalse();
        assertThat(policy.names("www.media.test", 8080)).isFalse();
        assertThat(policy.permits(InetAddress.ofLiteral("10.0.0.1"), 8080)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "fd00::1"})
    void aLiteralIsAllowedAtItsPortOnly(String literal) {
        AddressPolicy policy = new AddressPolicy(List.of(new EgressRule.Endpoint(literal, 8080)));

        assertThat(policy.permits(InetAddress.ofLiteral(literal), 8080)).isTrue();
        assertThat(policy.permits(InetAddress.ofLiteral(literal), 80)).isFalse();
        assertThat(policy.permits(InetAddress.ofLiteral("10.0.0.2"), 8080)).isFalse();
    }

    @Test
    void aBlockIsAllowedAtEveryPort() {
        AddressPolicy policy = new AddressPolicy(List.of(
                new EgressRule.Network(InetAddress.ofLiteral("10.1.0.0"), 16),
                new EgressRule.Network(InetAddress.ofLiteral("fd00::"), 64)));

        assertThat(policy.permits(InetAddress.ofLiteral("10.1.255.255"), 1)).isTrue();
        assertThat(policy.permits(InetAddress.ofLiteral("fd00::ffff"), 65535)).isTrue();
        assertThat(policy.permits(InetAddress.ofLiteral("10.2.0.0"), 1)).isFalse();
        assertThat(policy.permits(InetAddress.ofLiteral("fd00:0:0:1::"), 1)).isFalse();
        assertThat(policy.names("10.1.0.0", 1)).isFalse();
    }

    private static boolean permitted(String literal) {
        return new AddressPolicy(List.of()).permits(InetAddress.ofLiteral(literal), 443);
    }
}
