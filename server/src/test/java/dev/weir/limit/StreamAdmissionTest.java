package dev.weir.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import org.junit.jupiter.api.Test;

class StreamAdmissionTest {
    @Test
    void refusesPastTheTotalAndRecovers() {
        StreamAdmission admission = new StreamAdmission(2, 0);
        StreamAdmission.Lease first = admission.admit("a");
        admission.admit("a");

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> admission.admit("b"))
                .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(Reason.OVERLOADED))
                .satisfies(e -> assertThat(e.failure().retryAfter()).isNotNull());

        first.close();
        admission.admit("b");
        assertThat(admission.active()).isEqualTo(2);
    }

    @Test
    void refusesPastAClientsShareOnly() {
        StreamAdmission admission = new StreamAdmission(0, 1);
        StreamAdmission.Lease lease = admission.admit("a");
        admission.admit("b");

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> admission.admit("a"))
                .satisfies(e -> assertThat(e.failure().reason()).isEqualTo(Reason.RATE_LIMITED));

        lease.close();
        admission.admit("a");
        assertThat(admission.active()).isEqualTo(2);
    }

    @Test
    void aLeaseClosedTwiceCountsOnce() {
        StreamAdmission admission = new StreamAdmission(0, 0);
        StreamAdmission.Lease lease = admission.admit("a");
        admission.admit("a");
        lease.close();
        lease.close();
        assertThat(admission.active()).isEqualTo(1);
    }
}
