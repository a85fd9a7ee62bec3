package dev.weir.security.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.config.EgressRule;
import dev.weir.config.ProxyAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedEgressTest {
    private static final ProxyAddress.Scheme[] WITH_NAMES = {
        ProxyAddress.Scheme.HTTP, ProxyAddress.Scheme.HTTPS, ProxyAddress.Scheme.SOCKS5H
    };

    private final Names names = new Names();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void theRouteHoldsTheAddressThatWasChecked() throws Exception {
        names.answer("rebinding.test", "8.8.8.8");
        names.answer("rebinding.test", "127.0.0.1");
        CheckedEgress egress = egress(null);

        assertThat(route(egress, "rebinding.test", 443)).isEqualTo(direct("8.8.8.8", 443));
        assertThat(route(egress, "rebinding.test", 443)).isEqualTo(direct("8.8.8.8", 443));
        forget();
        assertThatThrownBy(() -> route(egress, "rebinding.test", 443)).isInstanceOf(EgressRefused.class);
    }

    @Test
    void oneForbiddenAddressRefusesTheName() {
        names.answer("mixed.test", "8.8.8.8", "192.168.0.1");

        assertThatThrownBy(() -> route(egress(null), "mixed.test", 443))
                .isInstanceOf(EgressRefused.class)
                .hasMessage("connections to mixed.test are not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "::1", "[::1]", "127.1", "2130706433", "::ffff:10.0.0.1", "::1%lo", "a..b", ""})
    void literalsAreCheckedAndNeverLookedUp(String host) {
        assertThatThrownBy(() -> route(egress(null), host, 443)).isInstanceOf(EgressRefused.class);
        assertThat(names.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void portsThatAreNoneAreRefused(int port) {
        assertThatThrownBy(() -> route(egress(null), "8.8.8.8", port)).isInstanceOf(EgressRefused.class);
        assertThatThrownBy(() -> route(egress(null), "a.test", port)).isInstanceOf(EgressRefused.class);
    }

    @Test
    void theOperatorMayAllowANameOrAnAddressOrABlock() throws Exception {
        names.answer("media.test", "10.0.0.1");
        names.answer("other.test", "10.9.0.1");
        CheckedEgress egress = egress(
                null,
                new EgressRule.Endpoint("media.test", 8080),
                new EgressRule.Endpoint("127.0.0.1", 9000),
                new EgressRule.Network(InetAddress.ofLiteral("10.9.0.0"), 16));

        assertThat(route(egress, "MEDIA.test.", 8080)).isEqualTo(direct("10.0.0.1", 8080));
        assertThat(route(egress, "127.0.0.1", 9000)).isEqualTo(direct("127.0.0.1", 9000));
        assertThat(route(egress, "other.test", 1)).isEqualTo(direct("10.9.0.1", 1));
        assertThatThrownBy(() -> route(egress, "media.test", 80)).isInstanceOf(EgressRefused.class);
        assertThatThrownBy(() -> route(egress, "127.0.0.1", 9001)).isInstanceOf(EgressRefused.class);
    }

    @Test
    void answersAreRememberedForHalfAMinuteWhateverTheSpelling() throws Exception {
        names.answer("bücher.test", "8.8.8.8");
        names.answer("xn--bcher-kva.test", "8.8.8.8");
        CheckedEgress egress = egress(null);

        route(egress, "bücher.test", 443);
        route(egress, "XN--BCHER-KVA.test.", 80);
        assertThat(names.asked).containsExactly("xn--bcher-kva.test");
        assertThat(egress.admit("bücher.test", 443)).isDone();
        forget();
        route(egress, "bücher.test", 443);
        assertThat(names.asked).hasSize(2);
    }

    @Test
    void failuresAreToldAndNotRemembered() throws Exception {
        CheckedEgress egress = egress(null);

        assertThatThrownBy(() -> route(egress, "late.test", 443)).isInstanceOf(UnknownHostException.class);
        names.answer("late.test", "8.8.8.8");
        assertThat(route(egress, "late.test", 443)).isEqualTo(direct("8.8.8.8", 443));
    }

    @Test
    void aResolverWithoutAnAnswerIsAnUnknownHost() {
        CheckedEgress egress =
                new CheckedEgress(new AddressPolicy(List.of()), name -> List.of(), null, Runnable::run, nanos::get);

        assertThatThrownBy(() -> route(egress, "empty.test", 443)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void whoAsksForANameThatIsBeingLookedUpSharesTheAnswer() throws Exception {
        names.answer("busy.test", "8.8.8.8");
        Queue<Runnable> tasks = new ArrayDeque<>();
        CheckedEgress egress = egress(null, tasks::add);

        CompletableFuture<EgressRoute> first = egress.admit("busy.test", 443);
        CompletableFuture<EgressRoute> second = egress.admit("busy.test", 80);
        assertThat(first).isNotDone();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }

        assertThat(first.get(1, TimeUnit.SECONDS)).isEqualTo(direct("8.8.8.8", 443));
        assertThat(second.get(1, TimeUnit.SECONDS)).isEqualTo(direct("8.8.8.8", 80));
        assertThat(names.asked).containsExactly("busy.test");
    }

    @ParameterizedTest
    @EnumSource(names = "SOCKS5", mode = EnumSource.Mode.EXCLUDE)
    void aProxyThatResolvesIsAskedForTheName(ProxyAddress.Scheme scheme) throws Exception {
        ProxyAddress proxy = new ProxyAddress(scheme, "10.0.0.9", 3128, null, null);

        assertThat(route(egress(proxy), "Video.test", 443))
                .isEqualTo(new EgressRoute.ViaProxy(
                        proxy, address("10.0.0.9", 3128), InetSocketAddress.createUnresolved("video.test", 443)));
        assertThat(names.asked).isEmpty();
    }

    @Test
    void aProxyThatWantsAddressesGetsTheCheckedOne() throws Exception {
        names.answer("proxy.test", "10.0.0.9");
        names.answer("video.test", "8.8.8.8");
        names.answer("home.test", "10.0.0.1");
        ProxyAddress proxy = new ProxyAddress(ProxyAddress.Scheme.SOCKS5, "proxy.test", 1080, null, null);
        CheckedEgress egress = egress(proxy);

        assertThat(route(egress, "video.test", 443))
                .isEqualTo(new EgressRoute.ViaProxy(proxy, address("10.0.0.9", 1080), address("8.8.8.8", 443)));
        assertThatThrownBy(() -> route(egress, "home.test", 443)).isInstanceOf(EgressRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST.",
                "a.localhost",
                "printer.local",
                "metadata.google.internal",
                "intranet",
                "nas.lan",
                "x.home.arpa",
                "localhost.localdomain",
                "10.0.0.1",
                "169.254.169.254",
                "127.1"
            })
    void localNamesAndAddressesAreRefusedThroughAProxyToo(String host) {
        for (ProxyAddress.Scheme scheme : WITH_NAMES) {
            CheckedEgress egress = egress(new ProxyAddress(scheme, "10.0.0.9", 3128, null, null));

            assertThatThrownBy(() -> route(egress, host, 80)).isInstanceOf(EgressRefused.class);
        }
    }

    @Test
    void aLocalNameThatTheOperatorAllowsGoesThroughTheProxy() throws Exception {
        ProxyAddress proxy = new ProxyAddress(ProxyAddress.Scheme.HTTP, "10.0.0.9", 3128, null, null);
        CheckedEgress egress = egress(proxy, new EgressRule.Endpoint("nas.lan", 8080));

        assertThat(route(egress, "nas.lan", 8080)).isInstanceOf(EgressRoute.ViaProxy.class);
        assertThatThrownBy(() -> route(egress, "nas.lan", 80)).isInstanceOf(EgressRefused.class);
    }

    private void forget() {
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    }

    private CheckedEgress egress(@Nullable ProxyAddress proxy, EgressRule... allow) {
        return egress(proxy, Runnable::run, allow);
    }

    private CheckedEgress egress(@Nullable ProxyAddress proxy, Executor blocking, EgressRule... allow) {
        return new CheckedEgress(new AddressPolicy(Arrays.asList(allow)), names, proxy, blocking, nanos::get);
    }

    private static EgressRoute route(EgressGuard egress, String host, int port) throws Exception {
        try {
            return egress.admit(host, port).get(2, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static EgressRoute direct(String literal, int port) {
        return new EgressRoute.Direct(address(literal, port));
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    /** Answers names as scripted, the last answer again and again. */
    private static final class Names implements HostResolver {
        private record Answer(String name, List<InetAddress> addresses) {}

        private final List<Answer> answers = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();

        void answer(String name, String... literals) {
            answers.add(new Answer(
                    name, Arrays.stream(literals).map(InetAddress::ofLiteral).toList()));
        }

        @Override
        public List<InetAddress> resolve(String name) throws UnknownHostException {
            asked.add(name);
            List<Answer> fitting = answers.stream()
                    .filter(answer -> answer.name().equals(name))
                    .toList();
            if (fitting.isEmpty()) {
                throw new UnknownHostException(name);
            }
            if (fitting.size() > 1) {
                answers.remove(fitting.getFirst());
            }
            return fitting.getFirst().addresses();
        }
    }
}
