package dev.weir.http.range;

/** One range as asked for (RFC 9110 section 14.1.2); positions past {@link Long#MAX_VALUE} stand as that. */
public sealed interface RangeSpec {

    /** `first-last`, both included, in bytes from 0. */
    record FromTo(long first, long last) implements RangeSpec {}

    /** `first-`: everything from a byte on. */
    record From(long first) implements RangeSpec {}

    /** `-length`: the last so many bytes. */
    record Suffix(long length) implements RangeSpec {}
}
