package dev.weir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "http://h/x, false, h, 80, h",
        "https://H.Example/x, true, h.example, 443, h.example",
        "https://h:8443, true, h, 8443, h:8443",
        "http://h:443/, false, h, 443, h:443",
        "https://h:443/, true, h, 443, h",
        "https://r1---sn_a.example/x, true, r1---sn_a.example, 443, r1---sn_a.example",
        "http://[::1]:8080/, false, ::1, 8080, [::1]:8080",
        "http://127.0.0.1/, false, 127.0.0.1, 80, 127.0.0.1",
        "http://user:secret@h/, false, h, 80, h",
        "http://h:/x, false, h, 80, h",
    })
    void readsAddresses(String url, boolean tls, String host, int port, String header) {
        Endpoint endpoint = Endpoint.of(URI.create(url));
        assertThat(endpoint).isEqualTo(new Endpoint(tls, host, port));
        assertThat(endpoint.hostHeader()).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://h/x",
                "file:///etc/passwd",
                "data:text/plain,x",
                "/x",
                "http:///x",
                "http://h:0/",
                "http://h:65536/"
            })
    void refusesWhereMediaCannotBe(String url) {
        assertThat(Endpoint.of(URI.create(url))).isNull();
    }

    @Test
    void secretsStayWithTheirHost() {
        Endpoint first = new Endpoint(true, "a.example", 443);
        assertThat(new Endpoint(true, "a.example", 8443).maySeeSecretsOf(first)).isTrue();
        assertThat(new Endpoint(true, "b.example", 443).maySeeSecretsOf(first)).isFalse();
        assertThat(new Endpoint(true, "sub.a.example", 443).maySeeSecretsOf(first))
                .isFalse();
        assertThat(new Endpoint(false, "a.example", 80).maySeeSecretsOf(first)).isFalse();
        assertThat(new Endpoint(true, "a.example", 443).maySeeSecretsOf(new Endpoint(false, "a.example", 80)))
                .isTrue();
    }
}
