package dev.weir.security.cookies;

import static dev.weir.security.cookies.Samples.NOW;
import static dev.weir.security.cookies.Samples.SECRET;
import static dev.weir.security.cookies.Samples.TWITTER;
import static dev.weir.security.cookies.Samples.YOUTUBE;
import static dev.weir.security.cookies.Samples.bytes;
import static dev.weir.security.cookies.Samples.line;
import static dev.weir.security.cookies.Samples.youtube;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store, on a real folder and with a clock that is set. */
class CookieStoreTest {
    private static final long YEAR = 365L * 24 * 3600;

    @TempDir
    private Path temp;

    private Instant now = NOW;
    private Path folder;
    private Path file;
    private CookieStore store;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void open() {
        folder = temp.resolve("config/cookies");
        file = folder.resolve("youtube_cookies.txt");
        store = store(Duration.ZERO);
    }

    private CookieStore store(Duration ttl) {
        CookieStore made = new CookieStore(folder, ttl, () -> now);
        made.onChange(told::add);
        return made;
    }

    private void place(byte[] content) throws IOException {
        Files.createDirectories(folder);
        Files.write(file, content);
    }

    private static Failure failure(Runnable action) {
        return catchThrowableOfType(FailureException.class, action::run).failure();
    }

    private CookieState state() {
        return store.status(YOUTUBE).state();
    }

    @Test
    void whatIsPutIsKeptForItsOwnerAloneAndLent() throws Exception {
        CookieUpload upload = store.put(YOUTUBE, youtube(YEAR));
        assertThat(upload.stored()).isEqualTo(3);
        assertThat(upload.dropped()).isEqualTo(1);
        assertThat(upload.otherSites()).containsExactly("google.com");
        assertThat(upload.report().state()).isEqualTo(CookieState.VALID);
        assertThat(upload.report().expiresAt()).isEqualTo(NOW.plusSeconds(YEAR));
        assertThat(upload.report().missing()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(folder).isDirectoryContaining(each -> each.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        CookieLoan loan = store.lend("youtube");
        assertThat(loan).isNotNull();
        assertThat(loan.cookies()).extracting(Cookie::name).containsExactly("LOGIN_INFO", "SAPISID", "PREF");
        assertThat(store.lend("twitter")).isNull();
        assertThat(store.lend("generic")).isNull();
        assertThat(told).containsExactly("youtube");
    }

    @Test
    void aFileOfTheReplacedSystemsIsPickedUpAsItIs() throws Exception {
        place(youtube(YEAR));
        assertThat(state()).isEqualTo(CookieState.VALID);
        byte[] before = Files.readAllBytes(file);
        assertThat(store.lend("youtube")).isNotNull();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aFileChangedOnDiskCountsAtTheNextUse() throws Exception {
        assertThat(store.lend("youtube")).isNull();
        place(youtube(YEAR));
        assertThat(store.lend("youtube")).isNotNull();
        place(bytes(line("youtube.com", "PREF", 0)));
        Files.setLastModifiedTime(file, FileTime.from(NOW.plusSeconds(5)));
        CookieLoan changed = store.lend("youtube");
        assertThat(changed).isNotNull();
        assertThat(changed.cookies()).extracting(Cookie::name).containsExactly("PREF");
        assertThat(state()).isEqualTo(CookieState.INCOMPLETE);
        Files.delete(file);
        assertThat(store.lend("youtube")).isNull();
        assertThat(state()).isEqualTo(CookieState.ABSENT);
        assertThat(told).hasSize(3);
    }

    @Test
    void linksFoldersAndForeignFilesAreNotUsed() throws Exception {
        Files.createDirectories(folder);
        Path target = temp.resolve("elsewhere.txt");
        Files.write(target, youtube(YEAR));
        Files.createSymbolicLink(file, target);
        assertThat(state()).isEqualTo(CookieState.UNUSABLE);
        assertThat(store.status(YOUTUBE).problem()).contains("link");
        assertThat(store.lend("youtube")).isNull();
        store.put(YOUTUBE, youtube(YEAR));
        assertThat(file).isRegularFile();
        assertThat(Files.isSymbolicLink(file)).isFalse();
        assertThat(target).hasBinaryContent(youtube(YEAR));

        Files.delete(file);
        Files.createDirectory(file);
        assertThat(state()).isEqualTo(CookieState.UNUSABLE);
        Files.delete(file);

        for (byte[] content : List.of(
                bytes("<html>"),
                bytes(""),
                bytes(line(".x.com", "auth_token", 0)),
                new byte[CookieText.MAX_BYTES + 1],
                bytes(line(".youtube.com", "A", 0).repeat(401)))) {
            place(content);
            assertThat(state()).isEqualTo(CookieState.UNUSABLE);
            assertThat(store.status(YOUTUBE).problem()).endsWith(".");
            assertThat(store.lend("youtube")).isNull();
            Files.delete(file);
        }
    }

    @Test
    void uploadsThatHelpNobodyAreRefusedAndChangeNothing() throws Exception {
        store.put(YOUTUBE, youtube(YEAR));
        byte[] before = Files.readAllBytes(file);
        Failure foreign = failure(() -> store.put(YOUTUBE, bytes(line(".x.com", "auth_token", 0))));
        assertThat(foreign.reason()).isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(foreign.message()).isEqualTo("None of the cookies in the file belongs to youtube.");
        assertThat(foreign.detail()).startsWith("They are of x.com;");
        assertThat(failure(() -> store.put(TWITTER, youtube(YEAR))).detail()).contains("x.com, twitter.com are wanted");
        assertThat(failure(() -> store.put(YOUTUBE, bytes(line("notyoutube.com", "LOGIN_INFO", 0))))
                        .message())
                .startsWith("None of");
        assertThat(failure(() -> store.put(YOUTUBE, bytes(line(".youtube.com", "LOGIN_INFO", 1))))
                        .message())
                .isEqualTo("All cookies of youtube in the file have expired.");
        assertThat(failure(() -> store.put(YOUTUBE, bytes("<html>"))).message()).contains("web page");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void theReportNamesWhatIsMissingForTheHostThatMatters() {
        CookieUpload upload =
                store.put(TWITTER, bytes(line(".twitter.com", "auth_token", 0) + line(".x.com", "ct0", 0)));
        assertThat(upload.report().missing()).containsExactly("auth_token");
        assertThat(upload.report().state()).isEqualTo(CookieState.INCOMPLETE);
        CookieUpload other = store.put(YOUTUBE, bytes(line(".youtube.com", "LOGIN_INFO", 0)));
        assertThat(other.report().missing()).containsExactly("SAPISID or __Secure-3PAPISID or __Secure-1PAPISID");
    }

    @Test
    void timePassesFromValidToExpiringToExpired() {
        store.put(YOUTUBE, youtube(YEAR));
        assertThat(state()).isEqualTo(CookieState.VALID);
        now = NOW.plusSeconds(YEAR - 3600);
        assertThat(store.lend("youtube")).isNotNull();
        assertThat(state()).isEqualTo(CookieState.EXPIRING);
        now = NOW.plusSeconds(YEAR);
        assertThat(state()).isEqualTo(CookieState.EXPIRED);
        assertThat(store.lend("youtube")).isNull();
    }

    @Test
    void refusedCookiesAreSetAsideForAWhileAndNewOnesBeginAfresh() {
        store.put(YOUTUBE, youtube(YEAR));
        CookieLoan loan = store.lend("youtube");
        CookieLoan earlier = store.lend("youtube");
        assertThat(loan).isNotNull();
        store.refused(loan);
        assertThat(state()).isEqualTo(CookieState.REJECTED);
        assertThat(store.lend("youtube")).isNull();
        assertThat(earlier).isNotNull();
        store.accepted(earlier);
        assertThat(state()).isEqualTo(CookieState.REJECTED);

        now = now.plus(CookieVerdicts.STANDS);
        CookieLoan later = store.lend("youtube");
        assertThat(later).isNotNull();
        assertThat(state()).isEqualTo(CookieState.REJECTED);
        store.accepted(later);
        assertThat(state()).isEqualTo(CookieState.VALID);

        store.refused(later);
        store.put(YOUTUBE, youtube(YEAR));
        assertThat(state()).isEqualTo(CookieState.VALID);
        assertThat(store.lend("youtube")).isNotNull();
        store.refused(later);
        assertThat(state()).as("a verdict on the cookies before").isEqualTo(CookieState.VALID);
    }

    @Test
    void doubtIsShownButKeepsNobodyFromTrying() {
        store.put(YOUTUBE, youtube(YEAR));
        CookieLoan loan = store.lend("youtube");
        assertThat(loan).isNotNull();
        store.doubted(loan);
        assertThat(state()).isEqualTo(CookieState.REJECTED);
        assertThat(store.lend("youtube")).isNotNull();
        store.refused(loan);
        store.doubted(loan);
        assertThat(store.lend("youtube")).as("a doubt does not lift a refusal").isNull();
    }

    @Test
    void theStatusIsKeptForItsTimeUnlessSomethingIsDone() throws Exception {
        store = store(Duration.ofMinutes(1));
        assertThat(store.statuses())
                .hasSize(5)
                .allSatisfy(status -> assertThat(status.present()).isFalse());
        place(youtube(YEAR));
        assertThat(store.statuses().getFirst().present()).isFalse();
        now = now.plusSeconds(60);
        assertThat(store.statuses().getFirst().state()).isEqualTo(CookieState.VALID);
        store.delete(YOUTUBE);
        assertThat(store.statuses().getFirst().state()).isEqualTo(CookieState.ABSENT);
        store.put(Samples.site("vimeo"), bytes(line(".vimeo.com", "vimeo", 0)));
        assertThat(store.statuses()).hasSize(6);
        assertThat(store.known(Samples.site("vimeo")).state()).isEqualTo(CookieState.VALID);
    }

    @Test
    void deletingSaysWhetherThereWasSomething() {
        assertThat(store.delete(YOUTUBE)).isFalse();
        store.put(YOUTUBE, youtube(YEAR));
        assertThat(store.delete(YOUTUBE)).isTrue();
        assertThat(file).doesNotExist();
        assertThat(store.lend("youtube")).isNull();
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws Exception {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "not a folder");
        Failure failure = failure(() -> store.put(YOUTUBE, youtube(YEAR)));
        assertThat(failure.reason()).isEqualTo(Reason.INTERNAL);
        assertThat(failure.message() + failure.detail()).doesNotContain(temp.toString());
    }

    @Test
    void aTemplateIsNotTakenForCookies() {
        assertThat(store.writeTemplate(YOUTUBE, "# nothing\n"))
                .isEqualTo("COOKIES_DIRECTORY/youtube_cookies_template.txt");
        assertThat(folder.resolve("youtube_cookies_template.txt")).hasContent("# nothing\n");
        assertThat(state()).isEqualTo(CookieState.ABSENT);
    }

    @Test
    void nothingShowsAValue() {
        CookieUpload upload = store.put(YOUTUBE, youtube(YEAR));
        assertThat(store.lend("youtube")).isNotNull();
        assertThat(upload + " " + store.status(YOUTUBE)).contains("LOGIN_INFO").doesNotContain(SECRET);
    }
}
