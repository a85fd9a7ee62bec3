package dev.weir.security.cookies;

import static dev.weir.security.cookies.Samples.SECRET;
import static dev.weir.security.cookies.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of cookies, told by their content. */
class CookieTextTest {
    private static final Instant END = Instant.ofEpochSecond(1_900_000_000);

    private static CookieText.Cookies cookies(String text) {
        return (CookieText.Cookies) CookieText.read(bytes(text));
    }

    private static CookieText.Refused refused(byte[] file) {
        return (CookieText.Refused) CookieText.read(file);
    }

    @Test
    void readsNetscapeFilesAsBrowsersAndYtDlpWriteThem() {
        CookieText.Cookies read = cookies(String.join(
                "\r\n",
                "\ufeff# Netscape HTTP Cookie File",
                "# A comment",
                "",
                "#HttpOnly_.x.com\tTRUE\t/\tTRUE\t1900000000\tauth_token\tabc",
                "x.com\tFALSE\t/i\tFALSE\t0\tguest\t\"v1%3A1\"",
                ".x.com\tTRUE\t/\tTRUE\t1900000000.123\tct0\t",
                ".x.com\tTRUE\t/\tTRUE\t\tsession\tyes"));
        assertThat(read.malformed()).isZero();
        assertThat(read.cookies())
                .containsExactly(
                        new Cookie("auth_token", "abc", "x.com", false, "/", true, true, END),
                        new Cookie("guest", "\"v1%3A1\"", "x.com", true, "/i", false, false, null),
                        new Cookie("ct0", "", "x.com", false, "/", true, false, END),
                        new Cookie("session", "yes", "x.com", false, "/", true, false, null));
    }

    @Test
    void tabsThatBecameSpacesAreStillFields() {
        assertThat(cookies(".x.com  TRUE  /  TRUE  1900000000  ct0  abc").cookies())
                .containsExactly(new Cookie("ct0", "abc", "x.com", false, "/", true, false, END));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Cookie-Editor and EditThisCookie
                """
                [{"domain":".x.com","expirationDate":1900000000.5,"hostOnly":false,"httpOnly":true,"name":"ct0","path":"/",
                  "sameSite":"lax","secure":true,"session":false,"storeId":"0","value":"abc","id":1}]""",
                // J2TEAM Cookies
                """
                {"url":"https://x.com","cookies":[{"domain":".x.com","expirationDate":1900000000,"hostOnly":false,
                  "httpOnly":true,"name":"ct0","path":"/","secure":true,"value":"abc"}]}""",
                // Playwright's storage state
                """
                {"cookies":[{"name":"ct0","value":"abc","domain":".x.com","path":"/","expires":1900000000,"httpOnly":true,
                  "secure":true,"sameSite":"None"}],"origins":[]}""",
                // milliseconds
                """
                [{"domain":".x.com","expires":1900000000000,"httpOnly":true,"name":"ct0","secure":true,"value":"abc"}]"""
            })
    void readsWhatExtensionsAndToolsExportAsJson(String json) {
        assertThat(cookies(json).cookies())
                .containsExactly(new Cookie("ct0", "abc", "x.com", false, "/", true, true, END));
    }

    @Test
    void aSessionInJsonHasNoEnd() {
        assertThat(cookies("""
                [{"domain":"x.com","name":"a","value":"1","session":true,"expirationDate":1900000000},
                 {"domain":"x.com","name":"b","value":"1","expires":-1},
                 {"domain":"x.com","name":"c","value":"1","expires":1e999},
                 {"domain":"x.com","name":"d","value":"1","expires":null}]""").cookies())
                .hasSize(4)
                .allSatisfy(cookie -> assertThat(cookie.expires()).isNull());
    }

    @Test
    void whatIsNoCookieIsLeftOutAndCounted() {
        CookieText.Cookies read = cookies("""
                x.com\tTRUE\t/\tTRUE\t0\ta\tgood
                x.com\tTRUE\t/\tTRUE\t0\tb
                x.com\tTRUE\t/\tTRUE\ttomorrow\tc\tv
                x.com\tTRUE\t/\tTRUE\t0\td;e\tv
                x.com\tTRUE\t/\tTRUE\t0\td\tv; Domain=evil.example
                x y.com\tTRUE\t/\tTRUE\t0\te\tv
                com\tTRUE\t/\tTRUE\t0\tf\tv
                x.com\tTRUE\ti\tTRUE\t0\tg\tv
                x.com\tTRUE\t/\tTRUE\t0\th\tschön
                """);
        assertThat(read.cookies()).extracting(Cookie::name).containsExactly("a");
        assertThat(read.malformed()).isEqualTo(8);
        assertThat(
                        cookies(
                                "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"x.com\"},{\"name\":\"a\",\"value\":\"1\\n2\",\"domain\":\"x.com\"},7]"))
                .satisfies(json -> assertThat(json.malformed()).isEqualTo(2))
                .satisfies(json -> assertThat(json.cookies()).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|The cookie file is empty.",
                "'  \n '|The cookie file is empty.",
                "'# Netscape HTTP Cookie File\n'|The file holds no cookies.",
                "'<!DOCTYPE html><title>Sign in</title>'|That is a web page, not a cookie file.",
                "' <?xml version=\"1.0\"?>'|That is a web page, not a cookie file.",
                "'{\"name\":\"x\"}'|The JSON holds no list of cookies.",
                "'{\"cookies\":{}}'|The JSON holds no list of cookies.",
                "'[1,2'|The JSON of the cookie file cannot be read.",
                "'[]'|The file holds no cookies.",
                "'[{\"name\":\"a\",\"value\":\"b\"}]'|Nothing in the file is a cookie.",
                "'SID=abc; HSID=def'|That is a Cookie header, which does not say where its cookies belong.",
                "'Dear operator,\nhere are my cookies.'|Nothing in the file is a cookie.",
                "'--x\r\nContent-Disposition: form-data; name=f\r\n\r\n'|That is a form, not a cookie file.",
            })
    void saysWhatIsWrong(String file, String message) {
        assertThat(refused(bytes(file)).message()).isEqualTo(message);
        assertThat(refused(bytes(file)).detail()).endsWith(".");
    }

    @Test
    void binaryFilesAndHugeOnesAreToldFromOthers() {
        for (byte[] file : List.of(
                bytes("SQLite format 3\0"), new byte[] {(byte) 0xff, (byte) 0xfe, 'x', 0}, new byte[] {31, -117})) {
            assertThat(refused(file).message()).isEqualTo("That is not a text file.");
        }
        assertThat(refused(new byte[CookieText.MAX_BYTES + 1]).message()).isEqualTo("The cookie file is too large.");
    }

    @Test
    void jsonNestedWithoutEndIsRefused() {
        assertThat(refused(bytes("[".repeat(500_000))).message()).startsWith("The JSON");
    }

    @Test
    void nothingShowsAValue() {
        CookieText read = CookieText.read(Samples.youtube(1000));
        assertThat(read.toString()).contains("LOGIN_INFO").doesNotContain(SECRET);
    }
}
