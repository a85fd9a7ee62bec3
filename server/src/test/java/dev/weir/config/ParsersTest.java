package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "a.example",
                "xn--bcher-kva.example",
                "redis_1",
                "127.0.0.1",
                "::1",
                "fe80::1",
                "a.example.",
                "3com.example"
            })
    void hostsAreRead(String text) throws InvalidValue {
        assertThat(Hosts.host(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "2130706433",
                "0x7f.1",
                "a..b",
                "-a",
                "a b",
                "a/b",
                "a@b",
                "1.2.3.4.5",
                "256.1.1.1",
                "::g",
                "[::1",
                "bücher.example",
                "a.example:80",
                "%",
                "fe80::1%eth0"
            })
    void whatIsNoHostIsRefused(String text) {
        assertThatThrownBy(() -> Hosts.host(text)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void namesLongerThanDnsAllowsAreRefused() {
        assertThatThrownBy(() -> Hosts.host("a.".repeat(127) + "aa")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> Hosts.host("a".repeat(64))).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy,HTTP,proxy,80",
        "HTTPS://Proxy:8443/,HTTPS,proxy,8443",
        "socks5://[::1]:9050,SOCKS5,::1,9050",
        "socks5h://10.0.0.1,SOCKS5H,10.0.0.1,1080",
    })
    void proxiesAreRead(String text, ProxyAddress.Scheme scheme, String host, int port) throws InvalidValue {
        assertThat(ProxyAddress.parse(text)).isEqualTo(new ProxyAddress(scheme, host, port, null, null));
    }

    @Test
    void credentialsArePercentDecodedAndMayHoldAnything() throws InvalidValue {
        ProxyAddress proxy = ProxyAddress.parse("http://us%40er:p+a%3Ass@w:o@proxy:1");
        assertThat(proxy.username()).isEqualTo("us@er");
        assertThat(proxy.password()).isEqualTo("p+a:ss@w:o");
    }

    @Test
    void redisAddressesAreRead() throws InvalidValue {
        Values values = new Values(Map.of("REDIS_URL", "rediss://me:pw@cache:1/3"));
        assertThat(RedisSettings.read(values))
                .isEqualTo(new RedisSettings("cache", 1, true, "me", new Secret("pw"), 3));
        assertThat(values.problems()).isEmpty();
    }

    @Test
    void egressRulesAreEndpointsOrBlocks() {
        Values values = new Values(Map.of("EGRESS_ALLOW", "Media.internal:8080,[::1]:443,10.0.0.0/8"));
        assertThat(EgressSettings.read(values).allow())
                .containsExactly(
                        new EgressRule.Endpoint("media.internal", 8080),
                        new EgressRule.Endpoint("::1", 443),
                        new EgressRule.Network(InetAddress.ofLiteral("10.0.0.0"), 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.5", "a.example", ":80", "::1:80", "a.example:0", "a.example:65536", "*:80", "http://a:80"
            })
    void whatIsNoEgressRuleIsRefused(String text) {
        Values values = new Values(Map.of("EGRESS_ALLOW", text));
        assertThat(EgressSettings.read(values).allow()).isEmpty();
        assertThat(values.problems()).hasSize(1);
    }

    @Test
    void listsDropBlanksAndRepetitions() throws InvalidValue {
        assertThat(Lists.of(Words::token).parse(" a, b ,,a,")).containsExactly("a", "b");
        assertThat(Lists.orJson(Words::token).parse("[\"a\", \"b\"]")).containsExactly("a", "b");
        assertThat(Lists.orJson(Words::token).parse("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[1]", "[null]", "[\"a\"", "[[\"a\"]]", "[\"a b\"]", "{}"})
    void aBrokenJsonListIsRefused(String text) {
        assertThatThrownBy(() -> Lists.orJson(Words::token).parse(text)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void listsAreBounded() {
        List<String> many = Collections.nCopies(2000, "a");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < many.size(); i++) {
            text.append(many.get(i)).append(i).append(',');
        }
        assertThatThrownBy(() -> Lists.of(Words::token).parse(text.toString())).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @CsvSource({"10,10737418240", "0,0", "0.5,536870912", "1.000001,1073742897"})
    void sizesAreRead(String text, long bytes) throws InvalidValue {
        assertThat(Numbers.gibibytes(100).parse(text)).isEqualTo(bytes);
    }
}
