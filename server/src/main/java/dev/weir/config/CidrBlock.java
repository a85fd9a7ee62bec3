package dev.weir.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;

/**
 * A block of addresses (RFC 4632, RFC 4291 section 2.3).
 *
 * @param base its first address: the bits past the prefix are 0
 * @param prefixLength 0 to 32, or 0 to 128 for IPv6
 */
public record CidrBlock(InetAddress base, int prefixLength) {

    /** Whether the address lies in the block; never where the IP versions differ. */
    public boolean contains(InetAddress address) {
        byte[] own = base.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        int whole = prefixLength / 8;
        if (!Arrays.equals(own, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = prefixLength % 8;
        return rest == 0 || ((own[whole] ^ other[whole]) & 0xff) >> (8 - rest) == 0;
    }

    /** Whether every address of this block lies in the other one. */
    boolean isWithin(CidrBlock other) {
        return prefixLength >= other.prefixLength && other.contains(base);
    }

    /** Reads `10.0.0.0/8` or `2001:db8::/32`; `::ffff:10.0.0.0/104` is the former (RFC 4291 section 2.5.5.2). */
    static CidrBlock parse(String text) throws InvalidValue {
        int slash = text.indexOf('/');
        InetAddress base =
                slash < 0 ? null : Hosts.literal(text.substring(0, slash).toLowerCase(Locale.ROOT));
        if (base == null) {
            throw new InvalidValue(text, "is not a block of addresses such as 10.0.0.0/8");
        }
        int bits = base.getAddress().length * 8;
        // The JDK reads a mapped address as the IPv4 address that it is; its prefix counts the bits before that, too.
        int before = bits == 32 && text.indexOf(':') >= 0 ? 96 : 0;
        int prefixLength;
        try {
            prefixLength = Numbers.between(before, before + bits).parse(text.substring(slash + 1)) - before;
        } catch (InvalidValue e) {
            throw new InvalidValue(
                    text, "has a prefix length that is not a whole number from " + before + " to " + (before + bits));
        }
        if (!endsInZeros(base.getAddress(), prefixLength)) {
            throw new InvalidValue(text, "has bits set past its prefix length: is the address or the length wrong?");
        }
        return new CidrBlock(base, prefixLength);
    }

    /** As {@link #parse}; also one address alone. */
    static CidrBlock parseOrAddress(String text) throws InvalidValue {
        InetAddress address = Hosts.literal(text.toLowerCase(Locale.ROOT));
        return address == null ? parse(text) : new CidrBlock(address, address.getAddress().length * 8);
    }

    private static boolean endsInZeros(byte[] address, int prefixLength) {
        for (int bit = prefixLength; bit < address.length * 8; bit++) {
            if ((address[bit / 8] >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
