package dev.weir.telemetry;

import dev.weir.security.cookies.CookieSite;
import dev.weir.security.cookies.CookieState;
import dev.weir.security.cookies.CookieStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Shows how it stands with the cookies of each platform: 1 for the state they are in, 0 for all others. */
public final class CookieMetrics {
    private CookieMetrics() {}

    /** Scraping reads no file: it shows what the last look at one found, the first of them now. */
    public static void register(CookieStore store, MeterRegistry registry) {
        var _ = store.statuses();
        for (CookieSite site : CookieSite.ALL) {
            for (CookieState state : CookieState.values()) {
                Gauge.builder(
                                "weir.cookies.state",
                                store,
                                cookies -> cookies.known(site).state() == state ? 1 : 0)
                        .description("1 for the state that the cookies of the platform's account are in")
                        .tags("platform", site.platform(), "state", state.wireName())
                        .register(registry);
            }
        }
    }
}
