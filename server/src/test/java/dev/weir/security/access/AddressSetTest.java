package dev.weir.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.CidrBlock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressSetTest {
    private static CidrBlock block(String base, int length) {
        return new CidrBlock(InetAddress.ofLiteral(base), length);
    }

    @Test
    void theVersionsAreApart() {
        AddressSet everyIpv6 = new AddressSet(List.of(block("::", 0)));
        assertThat(everyIpv6.contains(InetAddress.ofLiteral("2001:db8::1"))).isTrue();
        assertThat(everyIpv6.contains(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
        AddressSet everyIpv4 = new AddressSet(List.of(block("0.0.0.0", 0)));
        assertThat(everyIpv4.contains(InetAddress.ofLiteral("10.0.0.1"))).isTrue();
        assertThat(everyIpv4.contains(InetAddress.ofLiteral("::1"))).isFalse();
        assertThat(everyIpv4.contains(InetAddress.ofLiteral("::ffff:10.0.0.1"))).isTrue();
        assertThat(new AddressSet(List.of()).contains(InetAddress.ofLiteral("::1")))
                .isFalse();
    }

    @Test
    void aSetHoldsWhatAnyOfItsBlocksHolds() throws UnknownHostException {
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            List<CidrBlock> blocks = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                byte[] base = bytes(random);
                int length = random.nextInt(base.length * 8 + 1);
                for (int bit = length; bit < base.length * 8; bit++) {
                    base[bit / 8] &= (byte) ~(1 << (7 - bit % 8));
                }
                blocks.add(new CidrBlock(InetAddress.getByAddress(base), length));
            }
            AddressSet set = new AddressSet(blocks);
            for (int i = 0; i < 50; i++) {
                InetAddress address = near(random, blocks.get(random.nextInt(5)));
                assertThat(set.contains(address))
                        .as("%s in %s", address, blocks)
                        .isEqualTo(blocks.stream().anyMatch(block -> block.contains(address)));
            }
        }
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The block's base with one bit turned. */
    private static InetAddress near(Random random, CidrBlock block) throws UnknownHostException {
        byte[] address = block.base().getAddress();
        int bit = random.nextInt(address.length * 8);
        address[bit / 8] ^= (byte) (1 << (7 - bit % 8));
        return InetAddress.getByAddress(address);
    }

    @Test
    void blockedGoesBeforeAllowedAndTheUnknownIsNotLetIn() {
        AddressRules rules = new AddressRules(
                new AddressSet(List.of(block("10.0.0.0", 8))), new AddressSet(List.of(block("10.6.0.0", 16))));
        assertThat(rules.judge(InetAddress.ofLiteral("10.1.1.1"))).isEqualTo(AddressRules.Verdict.LET_IN);
        assertThat(rules.judge(InetAddress.ofLiteral("10.6.1.1"))).isEqualTo(AddressRules.Verdict.BLOCKED);
        assertThat(rules.judge(InetAddress.ofLiteral("11.1.1.1"))).isEqualTo(AddressRules.Verdict.NOT_ALLOWED);
        assertThat(rules.judge(AddressText.parse("unknown"))).isEqualTo(AddressRules.Verdict.NOT_ALLOWED);
        assertThat(AddressText.parse("fe80::1%no-such-interface")).isEqualTo(InetAddress.ofLiteral("fe80::1"));
    }
}
