package dev.weir.security.cookies;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What sites said of cookies, remembered for that version of their file: new cookies begin with a clean record. */
final class CookieVerdicts {
    /** So long refused cookies are not tried again, and a bad verdict stands whatever succeeds. */
    static final Duration STANDS = Duration.ofMinutes(10);

    private record Verdict(FileVersion version, Instant until, boolean refused) {}

    private final Map<CookieSite, Verdict> verdicts = new ConcurrentHashMap<>();
    private final InstantSource clock;

    CookieVerdicts(InstantSource clock) {
        this.clock = clock;
    }

    void refused(CookieLoan loan) {
        verdicts.put(loan.site(), new Verdict(loan.version(), clock.instant().plus(STANDS), true));
    }

    void doubted(CookieLoan loan) {
        Verdict doubt = new Verdict(loan.version(), clock.instant().plus(STANDS), false);
        verdicts.merge(
                loan.site(), doubt, (known, fresh) -> known.refused && isOf(known, loan.version()) ? known : fresh);
    }

    /** An extraction that began before the verdict says nothing about it. */
    void accepted(CookieLoan loan) {
        verdicts.computeIfPresent(
                loan.site(), (site, known) -> stands(known) && isOf(known, loan.version()) ? known : null);
    }

    void forget(CookieSite site) {
        verdicts.remove(site);
    }

    /** Whether the last word on them was bad. */
    boolean isRejected(CookieSite site, FileVersion version) {
        Verdict known = verdicts.get(site);
        return known != null && isOf(known, version);
    }

    /** Whether they are not to be sent now. */
    boolean isSetAside(CookieSite site, FileVersion version) {
        Verdict known = verdicts.get(site);
        return known != null && known.refused && isOf(known, version) && stands(known);
    }

    private boolean stands(Verdict verdict) {
        return clock.instant().isBefore(verdict.until);
    }

    private static boolean isOf(@Nullable Verdict verdict, FileVersion version) {
        return verdict != null && verdict.version.equals(version);
    }
}
