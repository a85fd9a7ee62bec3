package dev.weir.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTest {

    static Stream<Arguments> normalForms() {
        return Stream.of(
                        "https://h.example -> https://h.example/",
                        "HTTP://H.Example:80/A -> http://h.example/A",
                        "https://h.example:8443/ -> https://h.example:8443/",
                        "https://h.example:00443/ -> https://h.example/",
                        "https://h.example:/a -> https://h.example/a",
                        "https://h.example./a -> https://h.example/a",
                        "https://h.example?a=1 -> https://h.example/?a=1",
                        "https://h.example/a? -> https://h.example/a",
                        "https://h.example/a#b?c -> https://h.example/a",
                        "https://h.example#@other.example/ -> https://h.example/",
                        "https://h.example/a/b/../../../c/./d/. -> https://h.example/c/d/",
                        "https://h.example/a/%2e%2E/b -> https://h.example/b",
                        "https://h.example/a%2fb%7e%41 -> https://h.example/a%2Fb~A",
                        "https://h.example//a//b -> https://h.example//a//b",
                        "https://h.example/a b\"<>\\^`{|} -> https://h.example/a%20b%22%3C%3E%5C%5E%60%7B%7C%7D",
                        "https://h.example/100% -> https://h.example/100%25",
                        "https://h.example/%zz%2 -> https://h.example/%25zz%252",
                        "https://h.example/\u5f71\u7247?q=\u00e9 -> https://h.example/%E5%BD%B1%E7%89%87?q=%C3%A9",
                        "https://h.example/?a%2fb=[x]&c=a+b|? -> https://h.example/?a%2fb=[x]&c=a+b%7C?",
                        "https://b\u00fccher.example/ -> https://xn--bcher-kva.example/",
                        "https://\u4f8b\u3048\u3002\u30c6\u30b9\u30c8/ -> https://xn--r8jz45g.xn--zckzah/",
                        "https://127.0.0.1:8080/v -> https://127.0.0.1:8080/v",
                        "https://[2001:DB8::1]:443/ -> https://[2001:db8::1]/",
                        "h.example/a -> https://h.example/a",
                        "h.example:8080/a -> https://h.example:8080/a",
                        "b\u00fccher.example/a -> https://xn--bcher-kva.example/a",
                        "//h.example/a -> https://h.example/a",
                        "  https://h.example/a  -> https://h.example/a",
                        "http://localhost/ -> http://localhost/")
                .map(row -> row.split("(?<=\\S) {1,2}-> ", 2))
                .map(row -> Arguments.of(row[0], row[1]));
    }

    @ParameterizedTest
    @MethodSource("normalForms")
    void whatPeopleTypeHasOneNormalForm(String typed, String normal) {
        PageAddress address = PageAddress.parse(typed);
        assertThat(address).hasToString(normal);
        assertThat(PageAddress.parse(normal)).isEqualTo(address);
        assertThat(address.host()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "FILE:/etc/passwd",
                "ftp://h.example/a",
                "data:text/html,hi",
                "javascript:alert(1)",
                "gopher://h.example/",
                "ytsearch:cats",
                "https:",
                "https:h.example",
                "https:/h.example",
                "https:///a",
                "https://?a",
                "https://:443/",
                "https://user@h.example/",
                "https://user:secret@h.example/",
                "https://@h.example/",
                "https://h.example\\@other.example/",
                "https://h.example:0/",
                "https://h.example:65536/",
                "https://h.example:8x/",
                "https://h.example:-1/",
                "https://h..example/",
                "https://.example/",
                "https://-h.example/",
                "https://h_x.example/",
                "https://h%2eexample/",
                "https://h example/",
                "https://127.1/",
                "https://2130706433/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://127.0.0.01/",
                "https://1.2.3.4.5/",
                "https://256.1.1.1/",
                "https://[::1/",
                "https://[::g]/",
                "https://[1.2.3.4]/",
                "https://[fe80::1%25eth0]/",
                "https://::1/",
                "https://h.example/a\nb",
                "https://h.example/a\0",
                "https://h.example/\u2028",
                "https://h.example/\ud800",
                "https://h.example/%00",
                "https://h.example/?a=%0d%0aX",
                "https://h.example/%7f",
                "\thttps://h.example/",
            })
    void whatCannotBeOpenedIsUnsupported(String typed) {
        Failure failure = failure(typed);
        assertThat(failure.reason()).isEqualTo(Reason.UNSUPPORTED_URL);
        assertThat(failure.message()).matches("[A-Z][a-z ]+\\.");
        assertThat(failure.detail()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "word", "--exec", "../../etc/passwd", "/etc/passwd", "h.example", "a/b.c", "?"})
    void whatIsNoAddressIsInvalid(String typed) {
        assertThat(failure(typed).reason()).isEqualTo(Reason.INVALID_PARAMETER);
    }

    @ParameterizedTest
    @CsvSource({
        "https://user:secret@h.example/, credentials",
        "ftp://h.example/, http and https",
        "https:///a, no host",
        "https://127.1/, no valid host",
        "https://h.example:0/, port",
        "https://h.example/%00, control characters",
    })
    void theRefusalSaysWhatIsWrong(String typed, String words) {
        assertThat(failure(typed).message()).contains(words).doesNotContain("secret");
    }

    @Test
    void addressesAreBoundedBeforeAndAfterEncoding() {
        String longest = "https://h.example/" + "a".repeat(PageAddress.MAX_LENGTH - 18);
        assertThat(PageAddress.parse(longest).toString()).hasSize(PageAddress.MAX_LENGTH);
        assertThat(failure(longest + "a").reason()).isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(failure("https://h.example/" + "\u00e9".repeat(2000)).reason())
                .isEqualTo(Reason.INVALID_PARAMETER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a", "%", "%2e/", "../", "//", "?", "[", ":", "@", "\u3002", "0x"})
    void longRunsOfAnythingAreReadOrRefused(String piece) {
        for (String start : List.of("", "https://", "https://h.example/", "h.example/")) {
            String typed = start + piece.repeat(8000 / piece.length());
            try {
                assertThat(PageAddress.parse(typed).toString()).hasSizeLessThanOrEqualTo(PageAddress.MAX_LENGTH);
            } catch (FailureException e) {
                assertThat(e.failure().reason()).isIn(Reason.INVALID_PARAMETER, Reason.UNSUPPORTED_URL);
            }
        }
    }

    @Test
    void parametersAreReadAsFormsWriteThem() {
        PageAddress address = PageAddress.parse("https://h.example/?ab=0&a=1%202+3&a=4&e=&n");
        assertThat(address.parameter("a")).isEqualTo("1 2 3");
        assertThat(address.parameter("e")).isEmpty();
        assertThat(address.parameter("n")).isNull();
        assertThat(address.parameter("x")).isNull();
    }

    private static Failure failure(String typed) {
        return assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> PageAddress.parse(typed))
                .actual()
                .failure();
    }
}
