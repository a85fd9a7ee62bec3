package dev.weir.http.limit;

import dev.weir.http.RequestScope;
import java.time.InstantSource;

/** Makes the charges for what requests have looked up. */
public final class ExtractionCharges {
    private final boolean enabled;
    private final RateGate gate;
    private final RateLimitFields fields;

    /** @param enabled RATE_LIMIT_ENABLED: otherwise nothing costs anything */
    public ExtractionCharges(boolean enabled, RateGate gate, InstantSource clock) {
        this.enabled = enabled;
        this.gate = gate;
        this.fields = new RateLimitFields(clock);
    }

    /** The charge for one lookup; make one for each, also where one request looks up many. */
    public ExtractionCharge of(RequestScope scope) {
        return new ExtractionCharge(enabled, gate, fields, scope);
    }
}
