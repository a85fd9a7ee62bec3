package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "https://b/c > https://b/c",
                "/c?d=1 > http://a/c?d=1",
                "c > http://a/x/c",
                "../c > http://a/c",
                "?q > http://a/x/?q",
                "//b/c > http://b/c",
                "/c#part > http://a/c",
                "/a b|c > http://a/a%20b%7Cc",
                "/%20ok > http://a/%20ok",
            })
    void resolves(String location, String expected) {
        assertThat(Redirects.resolve(URI.create("http://a/x/y"), location)).isEqualTo(URI.create(expected));
    }

    @Test
    void escapesOctetsBeyondAscii() {
        assertThat(Redirects.resolve(URI.create("http://a/"), "/caf\u00c3\u00a9"))
                .isEqualTo(URI.create("http://a/caf%C3%A9"));
    }

    @Test
    void whatIsNoAddressIsNone() {
        assertThat(Redirects.resolve(URI.create("http://a/"), "http://[")).isNull();
        assertThat(Redirects.resolve(URI.create("http://a/"), "%zz")).isNull();
    }
}
