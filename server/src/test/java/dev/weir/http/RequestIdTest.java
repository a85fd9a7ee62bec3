package dev.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "-", "._-", "abc-DEF_1.2", "00000000-0000-0000-0000-000000000000"})
    void takesOver(String given) {
        assertThat(RequestId.isValid(given)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "a/b", "a:b", "\u00e4", "\u0661", "\"a\"", "a{", "a`"})
    void refuses(String given) {
        assertThat(RequestId.isValid(given)).isFalse();
    }

    @Test
    void takesOneHundredAndTwentyEightCharactersAndNoMore() {
        assertThat(RequestId.isValid("x".repeat(128))).isTrue();
        assertThat(RequestId.isValid("x".repeat(129))).isFalse();
    }

    @Test
    void makesDifferentOnesThatItWouldTakeOver() {
        assertThat(Stream.generate(RequestId::next).limit(10_000))
                .allMatch(RequestId::isValid)
                .allMatch(made -> made.length() == 32)
                .doesNotHaveDuplicates();
    }
}
