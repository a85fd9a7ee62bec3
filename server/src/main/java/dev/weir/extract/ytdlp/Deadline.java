package dev.weir.extract.ytdlp;

import java.time.Duration;

/** The moment by which something must be done. */
final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Nanoseconds left, 0 when it has passed. */
    long nanosLeft() {
        return Math.max(0, end - System.nanoTime());
    }
}
