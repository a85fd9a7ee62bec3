package dev.weir.security.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostLiteralTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "127.1",
                "127.0.1",
                "0177.0.0.1",
                "010.0.0.1",
                "127.0.0.01",
                "017700000001",
                "1.2.3.4.5",
                "256.1.1.1",
                "example.0x",
                "１２７.1",
                "::1%lo",
                "fe80::1%1",
                "[fe80::1%25lo]",
                "[::1",
                "::1]",
                ":",
                "127.0.0.1:80",
                "",
                ".",
                "..",
                ".example.com",
                "example..com",
                "example.com..",
                "1.2.3.4..",
                "-example.com",
                "example-.com",
                "exam ple.com",
                "exam\tple.com",
                "exam\0ple.com",
                "example.com/",
                "user@example.com",
                "example.com%2e",
                "xn--\ud800"
            })
    void oddSpellingsAreRefused(String host) {
        assertThat(HostLiteral.parse(host)).isInstanceOf(HostLiteral.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "127.0.0.1., 127.0.0.1",
        "0.0.0.0, 0.0.0.0",
        "[::1], ::1",
        "::1, ::1",
        "FD00:EC2::254, fd00:ec2::254",
        "::ffff:10.0.0.1, 10.0.0.1",
        "2001:4860:4860::8888, 2001:4860:4860::8888"
    })
    void usualNotationIsAnAddress(String host, String address) {
        assertThat(HostLiteral.parse(host)).isEqualTo(new HostLiteral.Address(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "EXAMPLE.com., example.com",
        "localhost, localhost",
        "bücher.example, xn--bcher-kva.example",
        "bücher。example, xn--bcher-kva.example",
        "XN--BCHER-KVA.example, xn--bcher-kva.example",
        "rr3---sn-4g5e6nsz.googlevideo.com, rr3---sn-4g5e6nsz.googlevideo.com",
        "my_cdn.example, my_cdn.example",
        "1.2.3.4.example, 1.2.3.4.example",
        "0x7f.example, 0x7f.example"
    })
    void namesAreInTheirAsciiForm(String host, String ascii) {
        assertThat(HostLiteral.parse(host)).isEqualTo(new HostLiteral.Name(ascii));
    }

    @Test
    void labelsAndNamesHaveTheLengthOfTheDns() {
        String label = "a".repeat(63);
        String longest = label + "." + label + "." + label + "." + "a".repeat(61);

        assertThat(HostLiteral.parse(longest)).isEqualTo(new HostLiteral.Name(longest));
        assertThat(HostLiteral.parse(longest + "a")).isInstanceOf(HostLiteral.Refused.class);
        assertThat(HostLiteral.parse("a".repeat(64) + ".example")).isInstanceOf(HostLiteral.Refused.class);
    }

    @Test
    @Timeout(10)
    void aMegabyteIsRefusedAtOnce() {
        assertThat(HostLiteral.parse("ä".repeat(1 << 20))).isInstanceOf(HostLiteral.Refused.class);
        assertThat(HostLiteral.parse("1.".repeat(1 << 19))).isInstanceOf(HostLiteral.Refused.class);
        assertThat(HostLiteral.parse(":".repeat(1 << 20))).isInstanceOf(HostLiteral.Refused.class);
    }

    @Test
    void whateverAHostSpellsItIsAnAddressOrASafeNameOrRefused() {
        String alphabet = "abfxn019.-_:%[]/@ \0。äİß１۰\ud800\udc00\u200d\u202e";
        Random random = new Random(20_260_101);
        for (int round = 0; round < 200_000; round++) {
            StringBuilder host = new StringBuilder(random.nextInt(4) == 0 ? "xn--" : "");
            for (int length = random.nextInt(20); length > 0; length--) {
                host.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (HostLiteral.parse(host.toString()) instanceof HostLiteral.Name name) {
                assertThat(name.ascii())
                        .as("seen in %s", host)
                        .matches("[a-z0-9_.-]+")
                        .matches(".*[^0-9.].*")
                        .doesNotContain("..");
            }
        }
    }
}
