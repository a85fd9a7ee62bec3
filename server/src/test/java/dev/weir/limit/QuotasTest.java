package dev.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.RateLimitSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    @Test
    void aKeysOwnRequestsStandInForTheGeneralOnesAndForWhatFollowsThem() {
        Quotas quotas = Quotas.of(new RateLimitSettings(true, 100, WINDOW, true, 20, null));
        assertThat(quotas.of(Budget.REQUESTS, 0)).isEqualTo(new Quota(Budget.REQUESTS, 100, WINDOW));
        assertThat(quotas.of(Budget.STREAMS, 0)).isEqualTo(new Quota(Budget.STREAMS, 100, WINDOW));
        assertThat(quotas.of(Budget.EXTRACTIONS, 0)).isEqualTo(new Quota(Budget.EXTRACTIONS, 20, WINDOW));
        assertThat(quotas.of(Budget.REQUESTS, 500)).isEqualTo(new Quota(Budget.REQUESTS, 500, WINDOW));
        assertThat(quotas.of(Budget.STREAMS, 500)).isEqualTo(new Quota(Budget.STREAMS, 500, WINDOW));
        assertThat(quotas.of(Budget.EXTRACTIONS, 500)).isEqualTo(new Quota(Budget.EXTRACTIONS, 20, WINDOW));
    }
}
