package dev.weir.extract.ytdlp;

import dev.weir.security.cookies.Cookie;
import dev.weir.security.cookies.CookieLender;
import dev.weir.security.cookies.CookieLoan;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks with the cookies of the platform's account where there are any, and once more without where they may be what was in the way. What comes
 * of it tells what the cookies are worth.
 */
final class CookieTrial {
    private static final Logger LOG = LoggerFactory.getLogger(CookieTrial.class);

    /** The failures that an account in a bad state causes; without one the video may well be had. */
    private static final Set<Reason> SUSPICIOUS =
            Set.of(Reason.LOGIN_REQUIRED, Reason.BOT_CHECK, Reason.UPSTREAM_RATE_LIMITED, Reason.NO_SUCH_FORMAT);

    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403);
    private static final String ACCOUNT = "your account";

    /** One try, with what a worker is to be asked. */
    interface Asking {
        WorkerAnswer ask(JsonObject request, Deadline deadline) throws InterruptedException;
    }

    private final CookieLender cookies;
    private final ErrorClassifier classifier;
    private final Asking asking;

    CookieTrial(CookieLender cookies, ErrorClassifier classifier, Asking asking) {
        this.cookies = cookies;
        this.classifier = classifier;
        this.asking = asking;
    }

    /** @param platform whose pages the request is about; both tries end by the deadline */
    WorkerAnswer ask(String platform, JsonObject request, Deadline deadline) throws InterruptedException {
        CookieLoan loan = cookies.lend(platform);
        if (loan == null) {
            return asking.ask(request, deadline);
        }
        WorkerAnswer answer = asking.ask(request.copy().put("cookies", notation(loan)), deadline);
        return switch (answer) {
            case WorkerAnswer.Failed failed -> judge(loan, failed, request, deadline);
            case WorkerAnswer.Video(JsonObject video) -> taken(loan, answer, video);
            case WorkerAnswer.List(JsonObject list) -> taken(loan, answer, list);
            case WorkerAnswer.Pong ignored -> answer;
        };
    }

    private WorkerAnswer taken(CookieLoan loan, WorkerAnswer answer, JsonObject found) {
        if (found.getBoolean("cookies_refused", false)) {
            cookies.refused(loan);
        } else {
            cookies.accepted(loan);
        }
        return answer;
    }

    private WorkerAnswer judge(CookieLoan loan, WorkerAnswer.Failed first, JsonObject request, Deadline deadline)
            throws InterruptedException {
        boolean told = first.error().cookiesRefused();
        if (told) {
            cookies.refused(loan);
        }
        Reason reason = classifier.classify(first.error()).reason();
        if (!told && !isSuspicious(reason, first.error())) {
            return first;
        }
        LOG.debug("the extraction failed with cookies: {}; trying without", reason);
        WorkerAnswer second;
        try {
            second = asking.ask(request, deadline);
        } catch (FailureException e) {
            // For our own reasons: no time left, no worker. That tells nothing about the video.
            LOG.debug("the try without cookies failed: {}", e.failure().reason());
            return first;
        }
        if (!told) {
            blame(loan, reason, second);
        }
        return second;
    }

    private void blame(CookieLoan loan, Reason withCookies, WorkerAnswer without) {
        if (!(without instanceof WorkerAnswer.Failed)) {
            cookies.refused(loan);
        } else if (withCookies == Reason.LOGIN_REQUIRED || withCookies == Reason.BOT_CHECK) {
            cookies.doubted(loan);
        }
    }

    private static boolean isSuspicious(Reason reason, WorkerError error) {
        return SUSPICIOUS.contains(reason)
                || (error.httpStatus() != null && REFUSALS.contains(error.httpStatus()))
                || error.message().toLowerCase(Locale.ROOT).contains(ACCOUNT);
    }

    private static JsonArray notation(CookieLoan loan) {
        JsonArray array = new JsonArray();
        for (Cookie cookie : loan.cookies()) {
            Instant expires = cookie.expires();
            array.add(new JsonObject()
                    .put("name", cookie.name())
                    .put("value", cookie.value())
                    .put("domain", cookie.domain())
                    .put("host_only", cookie.hostOnly())
                    .put("path", cookie.path())
                    .put("secure", cookie.secure())
                    .put("http_only", cookie.httpOnly())
                    .put("expires", expires == null ? null : expires.getEpochSecond()));
        }
        return array;
    }
}
