package dev.weir.security.cookies;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cookies of all platforms: one file for each in COOKIES_DIRECTORY, looked at again at each use, so that a file somebody replaced counts at
 * once. All methods but {@link #known} may read or write files.
 */
public final class CookieStore implements CookieLender {
    private static final Logger LOG = LoggerFactory.getLogger(CookieStore.class);

    private final CookieDirectory directory;
    private final Duration statusTtl;
    private final InstantSource clock;
    private final CookieVerdicts verdicts;
    private final Map<CookieSite, CookieFile> files = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile CookieListener listener = platform -> {};
    private volatile @Nullable Listing listing;

    private record Listing(Instant until, List<CookieStatus> statuses) {}

    /**
     * @param directory COOKIES_DIRECTORY; made at the first upload where it is missing
     * @param statusTtl AUTH_STATUS_TTL
     */
    public CookieStore(Path directory, Duration statusTtl, InstantSource clock) {
        this.directory = new CookieDirectory(directory);
        this.statusTtl = statusTtl;
        this.clock = clock;
        this.verdicts = new CookieVerdicts(clock);
    }

    /** Has one listener told from now on, on the thread that found the change. */
    public void onChange(CookieListener told) {
        listener = told;
    }

    @Override
    public @Nullable CookieLoan lend(String platform) {
        CookieSite site = CookieSite.of(platform);
        CookieFile file = site == null ? null : look(site);
        if (site == null || file == null || verdicts.isSetAside(site, file.version())) {
            return null;
        }
        Instant now = clock.instant();
        if (CookieReport.of(site, file.cookies(), now).state() == CookieState.EXPIRED) {
            // What is left signs nobody in; it would only tell the site who asks.
            return null;
        }
        List<Cookie> good =
                file.cookies().stream().filter(cookie -> !cookie.isExpired(now)).toList();
        return good.isEmpty() ? null : new CookieLoan(site, file.version(), good);
    }

    @Override
    public void accepted(CookieLoan loan) {
        verdicts.accepted(loan);
    }

    @Override
    public void refused(CookieLoan loan) {
        verdicts.refused(loan);
        listing = null;
        LOG.warn(
                "{} refused the cookies of its account; they are not used for {}",
                loan.site().platform(),
                CookieVerdicts.STANDS);
    }

    @Override
    public void doubted(CookieLoan loan) {
        verdicts.doubted(loan);
        listing = null;
    }

    /** How it stands with a platform now. */
    public CookieStatus status(CookieSite site) {
        return statusOf(site, look(site));
    }

    /** How it stood when the file was last looked at; reads none. */
    public CookieStatus known(CookieSite site) {
        return statusOf(site, files.get(site));
    }

    /** How it stands with the platforms that are always listed and with others that have a file, at most AUTH_STATUS_TTL old. */
    public List<CookieStatus> statuses() {
        Listing last = listing;
        Instant now = clock.instant();
        if (last != null && now.isBefore(last.until)) {
            return last.statuses;
        }
        List<CookieStatus> statuses = CookieSite.ALL.stream()
                .map(this::status)
                .filter(status -> status.present() || status.site().alwaysListed())
                .toList();
        listing = new Listing(now.plus(statusTtl), statuses);
        return statuses;
    }

    /**
     * Takes a file of cookies in place of those there are.
     *
     * @throws FailureException `invalid_parameter` where it holds none of the site's that are still good; `internal` where it cannot be written
     */
    public CookieUpload put(CookieSite site, byte[] body) {
        return switch (CookieText.read(body)) {
            case CookieText.Refused(String message, String detail) -> throw invalid(message, detail);
            case CookieText.Cookies read -> put(site, read);
        };
    }

    private CookieUpload put(CookieSite site, CookieText.Cookies read) {
        Instant now = clock.instant();
        List<Cookie> own =
                withoutDuplicates(read.cookies().stream().filter(site::owns).toList());
        List<String> others = read.cookies().stream()
                .filter(cookie -> !site.owns(cookie))
                .map(Cookie::domain)
                .distinct()
                .sorted()
                .limit(5)
                .toList();
        int expired = (int) own.stream().filter(cookie -> cookie.isExpired(now)).count();
        if (own.isEmpty()) {
            throw invalid(
                    "None of the cookies in the file belongs to " + site.platform() + ".",
                    "They are of " + String.join(", ", others) + "; cookies of " + String.join(", ", site.domains())
                            + " are wanted.");
        }
        if (expired == own.size()) {
            throw invalid(
                    "All cookies of " + site.platform() + " in the file have expired.",
                    "Sign in again, and export them anew.");
        }
        if (CookieSite.isTooMuch(own)) {
            throw invalid(
                    "The file holds more cookies of " + site.platform() + " than an account has.",
                    "Export those of one browser profile.");
        }
        write(site.fileName(), NetscapeFormat.write(own));
        changed(site);
        int dropped = (int)
                read.cookies().stream().filter(cookie -> !site.owns(cookie)).count();
        return new CookieUpload(
                site, own.size(), others, dropped, read.malformed(), expired, CookieReport.of(site, own, now));
    }

    private static List<Cookie> withoutDuplicates(List<Cookie> cookies) {
        record Identity(String name, String domain, String path) {}
        Map<Identity, Cookie> last = new LinkedHashMap<>();
        cookies.forEach(cookie -> last.put(new Identity(cookie.name(), cookie.domain(), cookie.path()), cookie));
        return List.copyOf(last.values());
    }

    /** Returns whether there were any. Throws {@link FailureException} `internal` where the file cannot be deleted. */
    public boolean delete(CookieSite site) {
        boolean deleted;
        writing.lock();
        try {
            deleted = directory.delete(site.fileName());
        } catch (IOException e) {
            throw failed("deleted", e);
        } finally {
            writing.unlock();
        }
        changed(site);
        return deleted;
    }

    /** Writes a file that explains itself beside the site's own; returns where. Throws {@link FailureException} `internal`. */
    public String writeTemplate(CookieSite site, String text) {
        String name = site.platform() + "_cookies_template.txt";
        write(name, text);
        return directory.location(name);
    }

    /** Where a site's file is looked for, in words that anybody may read. */
    public String location(CookieSite site) {
        return directory.location(site.fileName());
    }

    /** Where all of them are. */
    public String location() {
        return directory.location("");
    }

    private void write(String name, String text) {
        writing.lock();
        try {
            directory.write(name, text);
        } catch (IOException e) {
            throw failed("written", e);
        } finally {
            writing.unlock();
        }
    }

    private void changed(CookieSite site) {
        verdicts.forget(site);
        look(site);
    }

    /** The file as it is now. Whoever is the first to see that it is another than before has that told. */
    private @Nullable CookieFile look(CookieSite site) {
        CookieFile known = files.get(site);
        CookieFile found = directory.read(site, known);
        boolean other = !Objects.equals(known == null ? null : known.version(), found == null ? null : found.version());
        if (other && replace(site, known, found)) {
            listing = null;
            LOG.info(
                    "cookies of {}: {}",
                    site.platform(),
                    found != null && found.problem() != null
                            ? found.problem()
                            : statusOf(site, found).state().sentence());
            listener.changed(site.platform());
        }
        return found;
    }

    private boolean replace(CookieSite site, @Nullable CookieFile known, @Nullable CookieFile found) {
        if (found == null) {
            return known != null && files.remove(site, known);
        }
        return known == null ? files.putIfAbsent(site, found) == null : files.replace(site, known, found);
    }

    private CookieStatus statusOf(CookieSite site, @Nullable CookieFile file) {
        CookieReport report = CookieReport.of(site, file == null ? List.of() : file.cookies(), clock.instant());
        if (file == null) {
            return new CookieStatus(site, CookieState.ABSENT, report, null);
        }
        if (file.problem() != null) {
            return new CookieStatus(site, CookieState.UNUSABLE, report, file.problem());
        }
        // What has expired was not refused for another reason.
        boolean rejected = report.state() != CookieState.EXPIRED && verdicts.isRejected(site, file.version());
        return new CookieStatus(site, rejected ? CookieState.REJECTED : report.state(), report, null);
    }

    private static FailureException invalid(String message, String detail) {
        return Failure.of(Reason.INVALID_PARAMETER, message, detail).toException();
    }

    private static FailureException failed(String what, IOException cause) {
        LOG.error("a cookie file cannot be {}: {}", what, cause.getClass().getSimpleName());
        return Failure.of(
                        Reason.INTERNAL,
                        "The cookie file cannot be " + what + ".",
                        "COOKIES_DIRECTORY has to be a folder that the server may write to.")
                .toException();
    }
}
