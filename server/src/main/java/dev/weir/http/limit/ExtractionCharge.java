package dev.weir.http.limit;

import dev.weir.http.RequestScope;
import dev.weir.limit.Budget;
import dev.weir.limit.Decision;
import dev.weir.resolve.Charge;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One use of a client's extraction budget, if it comes to an extraction. */
public final class ExtractionCharge implements Charge {
    private final boolean enabled;
    private final RateGate gate;
    private final RateLimitFields fields;
    private final RequestScope scope;
    private volatile @Nullable Decision decision;

    ExtractionCharge(boolean enabled, RateGate gate, RateLimitFields fields, RequestScope scope) {
        this.enabled = enabled;
        this.gate = gate;
        this.fields = fields;
        this.scope = scope;
    }

    @Override
    public void pay() throws InterruptedException {
        if (!enabled) {
            return;
        }
        Decision made;
        try {
            made = gate.ask(scope, Budget.EXTRACTIONS).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        decision = made;
        if (made.refused()) {
            throw gate.refusal(made);
        }
    }

    /** Tells the client what is left, where it paid; call it on the request's event loop before the answer's head leaves. */
    public void show(HttpServerResponse response) {
        Decision made = decision;
        if (made != null && !response.headWritten()) {
            fields.writeAlso(response.headers(), made);
        }
    }
}
