package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.255.255,true",
        "10.0.0.0/8,11.0.0.0,false",
        "192.168.4.0/22,192.168.7.255,true",
        "192.168.4.0/22,192.168.8.0,false",
        "0.0.0.0/0,203.0.113.9,true",
        "0.0.0.0/0,::1,false",
        "203.0.113.7/32,203.0.113.7,true",
        "203.0.113.7/32,203.0.113.6,false",
        "2001:DB8::/32,2001:db8:ffff::1,true",
        "2001:db8::/32,2001:db9::1,false",
        "fe80::/10,febf::1,true",
        "fe80::/10,fec0::1,false",
        "::1/128,::1,true",
    })
    void holdsTheAddressesThatShareThePrefix(String block, String address, boolean inside) throws InvalidValue {
        assertThat(CidrBlock.parse(block).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0",
                "10.0.0.0/-1",
                "10.0.0.0/ 8",
                "10.0.0/8",
                "010.0.0.0/8",
                "2001:db8::1/32",
                "::/129",
                "[::]/0",
                "localhost/8",
                "/8",
                "fe80::%eth0/64",
                "1::2::3/64",
                "0x0a.0.0.0/8",
                "::ffff:10.0.0.0/95"
            })
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> CidrBlock.parse(text)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void anAddressAloneIsABlockOfOneWhereAllowed() throws InvalidValue {
        assertThat(CidrBlock.parseOrAddress("127.0.0.1")).isEqualTo(CidrBlock.parse("127.0.0.1/32"));
        assertThat(CidrBlock.parseOrAddress("::1")).isEqualTo(CidrBlock.parse("::1/128"));
    }

    @Test
    void agreesWithArithmetic() throws InvalidValue, UnknownHostException {
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            int bytes = random.nextBoolean() ? 4 : 16;
            int prefix = random.nextInt(bytes * 8 + 1);
            BigInteger size = BigInteger.ONE.shiftLeft(bytes * 8 - prefix);
            BigInteger base = new BigInteger(bytes * 8, random).divide(size).multiply(size);
            InetAddress first = address(base, bytes);
            if (first.getAddress().length != bytes) {
                continue;
            }
            CidrBlock block = CidrBlock.parse(first.getHostAddress() + "/" + prefix);
            BigInteger other = base.add(new BigInteger(bytes * 8, random).shiftRight(random.nextInt(bytes * 8)))
                    .mod(BigInteger.ONE.shiftLeft(bytes * 8));
            boolean inside =
                    other.subtract(base).signum() >= 0 && other.subtract(base).compareTo(size) < 0;
            assertThat(block.contains(InetAddress.getByAddress(padded(other, bytes))))
                    .isEqualTo(inside);
        }
    }

    private static InetAddress address(BigInteger number, int bytes) throws UnknownHostException {
        return InetAddress.getByAddress(padded(number, bytes));
    }

    private static byte[] padded(BigInteger number, int bytes) {
        byte[] digits = number.toByteArray();
        byte[] padded = new byte[bytes];
        int length = Math.min(bytes, digits.length);
        System.arraycopy(digits, digits.length - length, padded, bytes - length, length);
        return padded;
    }

    @Test
    void aMappedBlockIsTheBlockThatItMaps() throws InvalidValue {
        assertThat(CidrBlock.parse("::ffff:10.0.0.0/104")).isEqualTo(CidrBlock.parse("10.0.0.0/8"));
        assertThat(CidrBlock.parse("::FFFF:0a00:0/104")).isEqualTo(CidrBlock.parse("10.0.0.0/8"));
        assertThat(CidrBlock.parseOrAddress("::ffff:10.0.0.1")).isEqualTo(CidrBlock.parse("10.0.0.1/32"));
        assertThatThrownBy(() -> CidrBlock.parse("::ffff:10.0.0.0/8")).isInstanceOf(InvalidValue.class);
        assertThat(CidrBlock.parse("10.1.0.0/16").isWithin(CidrBlock.parse("10.0.0.0/8")))
                .isTrue();
        assertThat(CidrBlock.parse("10.0.0.0/8").isWithin(CidrBlock.parse("10.1.0.0/16")))
                .isFalse();
    }
}
