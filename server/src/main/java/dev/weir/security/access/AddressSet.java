package dev.weir.security.access;

import dev.weir.config.CidrBlock;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Blocks of addresses of either IP version; a look-up costs one step for each length of prefix, however many blocks there are. */
public final class AddressSet {
    /** The bits of an address, an IPv4 one's in the upper half of `high`, without those past the prefix. */
    private record Prefix(Shape shape, long high, long low) {
        static Prefix of(Shape shape, byte[] address) {
            ByteBuffer bits = ByteBuffer.wrap(address);
            return shape.bytes == 4
                    ? new Prefix(shape, (long) bits.getInt() << 32 & mask(shape.length), 0)
                    : new Prefix(shape, bits.getLong() & mask(shape.length), bits.getLong() & mask(shape.length - 64));
        }

        /** As many ones as there are bits, from the left. */
        private static long mask(int bits) {
            return bits <= 0 ? 0 : bits >= 64 ? -1 : -1L << (64 - bits);
        }
    }

    private record Shape(int bytes, int length) {}

    private final Set<Prefix> prefixes = new HashSet<>();
    private final List<Shape> shapes;

    public AddressSet(List<CidrBlock> blocks) {
        Set<Shape> found = new HashSet<>();
        for (CidrBlock block : blocks) {
            byte[] base = block.base().getAddress();
            Shape shape = new Shape(base.length, block.prefixLength());
            found.add(shape);
            prefixes.add(Prefix.of(shape, base));
        }
        this.shapes = List.copyOf(found);
    }

    public boolean isEmpty() {
        return shapes.isEmpty();
    }

    /** Whether one of the blocks holds the address; never one of the other IP version. */
    public boolean contains(InetAddress address) {
        byte[] bits = address.getAddress();
        for (Shape shape : shapes) {
            if (shape.bytes == bits.length && prefixes.contains(Prefix.of(shape, bits))) {
                return true;
            }
        }
        return false;
    }
}
