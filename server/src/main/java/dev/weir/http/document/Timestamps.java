package dev.weir.http.document;

import dev.weir.telemetry.Rfc3339;
import java.time.InstantSource;

/** The current time as documents carry it: UTC, to the millisecond (RFC 3339). */
public final class Timestamps {
    private final InstantSource clock;
    private final Rfc3339 format = new Rfc3339();

    public Timestamps(InstantSource clock) {
        this.clock = clock;
    }

    /** Such as `2026-01-02T03:04:05.006Z`: always 24 characters. */
    public String now() {
        return format.of(clock.millis());
    }
}
