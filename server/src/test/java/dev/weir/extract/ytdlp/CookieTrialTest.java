package dev.weir.extract.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.security.cookies.CookieSite;
import dev.weir.security.cookies.CookieState;
import dev.weir.security.cookies.CookieStore;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tries with and without cookies, against sites that like one or the other. */
class CookieTrialTest {
    private static final WorkerAnswer VIDEO = new WorkerAnswer.Video(new JsonObject().put("id", "x"));
    private static final JsonObject REQUEST = new JsonObject().put("extract", new JsonObject());

    @TempDir
    private Path folder;

    private CookieStore store;
    private CookieSite youtube;
    private int tries;

    /** A site, by what it answers to who is signed in and to who is not. */
    private record Site(WorkerAnswer signedIn, WorkerAnswer anonymous) {}

    @BeforeEach
    void signIn() {
        store = new CookieStore(folder, Duration.ZERO, InstantSource.system());
        youtube = CookieSite.ALL.getFirst();
        store.put(youtube, """
                .youtube.com\tTRUE\t/\tTRUE\t0\tLOGIN_INFO\tsecret
                .youtube.com\tTRUE\t/\tTRUE\t0\tSAPISID\tsecret
                """.getBytes(StandardCharsets.UTF_8));
    }

    private static WorkerAnswer failed(String message, Integer status, String... warnings) {
        return new WorkerAnswer.Failed(WorkerError.of(new JsonObject()
                .put("classes", new JsonArray().add("ExtractorError"))
                .put("expected", true)
                .put("http_status", status)
                .put("message", message)
                .put("warnings", new JsonArray(List.of(warnings)))));
    }

    private WorkerAnswer ask(String platform, Site site) throws InterruptedException {
        tries = 0;
        CookieTrial trial = new CookieTrial(store, new ErrorClassifier(InstantSource.system()), (request, deadline) -> {
            tries++;
            return request.containsKey("cookies") ? site.signedIn : site.anonymous;
        });
        return trial.ask(platform, REQUEST, Deadline.in(Duration.ofSeconds(5)));
    }

    private CookieState state() {
        return store.status(youtube).state();
    }

    @Test
    void cookiesGoWithTheirOwnPlatformOnly() throws Exception {
        assertThat(ask("youtube", new Site(VIDEO, failed("Sign in", null)))).isEqualTo(VIDEO);
        assertThat(tries).isEqualTo(1);
        assertThat(ask("twitter", new Site(VIDEO, failed("Sign in", null)))).isInstanceOf(WorkerAnswer.Failed.class);
        assertThat(tries).isEqualTo(1);
        assertThat(state()).isEqualTo(CookieState.VALID);
        assertThat(REQUEST.fieldNames()).containsExactly("extract");
    }

    @ParameterizedTest
    @CsvSource({
        "Sign in to confirm you're not a bot,",
        "Please log in,",
        "Your account has been suspended,",
        "HTTP Error 403: Forbidden,403",
        "HTTP Error 400: Bad Request,400",
        "HTTP Error 429: Too Many Requests,429",
        "Only images are available for download,"
    })
    void whatCookiesSpoilIsTriedWithoutAndTheyAreSetAside(String message, Integer status) throws Exception {
        Site site = new Site(failed(message, status), VIDEO);
        assertThat(ask("youtube", site)).isEqualTo(VIDEO);
        assertThat(tries).isEqualTo(2);
        assertThat(state()).isEqualTo(CookieState.REJECTED);
        assertThat(ask("youtube", site)).isEqualTo(VIDEO);
        assertThat(tries).as("the next goes without at once").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Private video,",
        "Video unavailable,",
        "HTTP Error 404: Not Found,404",
        "HTTP Error 502: Bad Gateway,502",
        "The video is geo-restricted,"
    })
    void whatHasNothingToDoWithCookiesIsNotTriedAgain(String message, Integer status) throws Exception {
        WorkerAnswer answer = failed(message, status);
        assertThat(ask("youtube", new Site(answer, VIDEO))).isEqualTo(answer);
        assertThat(tries).isEqualTo(1);
        assertThat(state()).isEqualTo(CookieState.VALID);
    }

    @Test
    void whereASignInIsWantedEitherWayTheCookiesAreInDoubtButTriedAgain() throws Exception {
        WorkerAnswer second = failed("Sign in if you want to see this", null);
        Site site = new Site(failed("Log in first", null), second);
        assertThat(ask("youtube", site)).isEqualTo(second);
        assertThat(state()).isEqualTo(CookieState.REJECTED);
        assertThat(ask("youtube", new Site(VIDEO, second))).isEqualTo(VIDEO);
        assertThat(tries).isEqualTo(1);
    }

    @Test
    void aFailureOfTheVideoLeavesTheCookiesAlone() throws Exception {
        WorkerAnswer second = failed("HTTP Error 403: Forbidden", 403);
        assertThat(ask("youtube", new Site(failed("HTTP Error 403: Forbidden", 403), second)))
                .isEqualTo(second);
        assertThat(tries).isEqualTo(2);
        assertThat(state()).isEqualTo(CookieState.VALID);
    }

    @Test
    void whatTheExtractorSaysOfTheSessionCounts() throws Exception {
        String words = "The provided YouTube account cookies are no longer valid. They have likely been rotated";
        WorkerAnswer private0 = failed("Private video", null, words);
        WorkerAnswer second = failed("Private video", null);
        assertThat(ask("youtube", new Site(private0, second))).isEqualTo(second);
        assertThat(state()).isEqualTo(CookieState.REJECTED);
        signIn();
        WorkerAnswer works = new WorkerAnswer.Video(new JsonObject().put("cookies_refused", true));
        assertThat(ask("youtube", new Site(works, second))).isEqualTo(works);
        assertThat(state()).isEqualTo(CookieState.REJECTED);
    }

    @Test
    void whereTheSecondTryHasNoTimeTheFirstFailureStands() throws Exception {
        WorkerAnswer first = failed("Sign in", null);
        CookieTrial trial = new CookieTrial(store, new ErrorClassifier(InstantSource.system()), (request, deadline) -> {
            if (request.containsKey("cookies")) {
                return first;
            }
            throw Failure.of(Reason.UPSTREAM_TIMEOUT, "Too long.", "Later.").toException();
        });
        assertThat(trial.ask("youtube", REQUEST, Deadline.in(Duration.ofSeconds(5))))
                .isEqualTo(first);
        assertThat(state()).isEqualTo(CookieState.VALID);
    }

    @Test
    void aTryThatHangsIsNotRepeated() {
        CookieTrial trial = new CookieTrial(store, new ErrorClassifier(InstantSource.system()), (request, deadline) -> {
            tries++;
            throw Failure.of(Reason.UPSTREAM_TIMEOUT, "Too long.", "Later.").toException();
        });
        assertThat(catchThrowableOfType(
                                FailureException.class,
                                () -> trial.ask("youtube", REQUEST, Deadline.in(Duration.ofSeconds(5))))
                        .failure()
                        .reason())
                .isEqualTo(Reason.UPSTREAM_TIMEOUT);
        assertThat(tries).isEqualTo(1);
    }
}
