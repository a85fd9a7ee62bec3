package dev.weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.security.access.AddressSet;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test on one machine cannot bring about: peers elsewhere. */
class LocalCallersTest {
    private final LocalCallers local = new LocalCallers(new AddressSet(List.of()));

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"})
    void peersOnThisMachineAreLocal(String peer) {
        assertThat(local.isOne(from(peer))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.168.1.1", "0.0.0.0", "::", "fe80::1", "::ffff:10.0.0.1", "2001:db8::1"})
    void othersAreNotWhateverNameTheyAskBy(String peer) {
        assertThat(local.isOne(from(peer))).isFalse();
    }

    @Test
    void aSocketWithoutAnAddressIsNot() {
        assertThat(local.isOne(request(SocketAddress.domainSocketAddress("/socket"))))
                .isFalse();
    }

    private static HttpServerRequest from(String peer) {
        return request(SocketAddress.inetSocketAddress(4711, peer));
    }

    private static HttpServerRequest request(SocketAddress peer) {
        return (HttpServerRequest) Proxy.newProxyInstance(
                LocalCallersTest.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "remoteAddress" -> peer;
                    case "headers" -> MultiMap.caseInsensitiveMultiMap().add("Host", "localhost");
                    case "version" -> HttpVersion.HTTP_1_1;
                    case "uri" -> "/";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
