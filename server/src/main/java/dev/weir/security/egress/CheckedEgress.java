package dev.weir.security.egress;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.weir.config.ProxyAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets connections out that the {@link AddressPolicy} permits; remembers what names resolve to for half a minute. */
public final class CheckedEgress implements EgressGuard {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MAX_NAMES = 2_000;
    private static final int PATIENCE_SECONDS = 5;

    /** Names that mean this machine or this network wherever they are resolved (RFC 6761, RFC 6762, RFC 8375). */
    private static final Pattern LOCAL_NAME =
            Pattern.compile("[^.]+|(.+\\.)?(localhost|local|internal|intranet|lan|home\\.arpa|localdomain)");

    private final AddressPolicy policy;
    private final HostResolver resolver;
    private final @Nullable ProxyAddress proxy;
    private final Executor blocking;
    private final AsyncCache<String, List<InetAddress>> resolved;

    /**
     * @param proxy YTDLP_PROXY, or null to connect directly
     * @param blocking runs look-ups, which block
     */
    public CheckedEgress(
            AddressPolicy policy,
            HostResolver resolver,
            @Nullable ProxyAddress proxy,
            Executor blocking,
            Ticker ticker) {
        this.policy = policy;
        this.resolver = resolver;
        this.proxy = proxy;
        this.blocking = blocking;
        this.resolved = Caffeine.newBuilder()
                .maximumSize(MAX_NAMES)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .executor(blocking)
                .buildAsync();
    }

    @Override
    public CompletableFuture<EgressRoute> admit(String host, int port) {
        if (port < 1 || port > 65_535) {
            return CompletableFuture.failedFuture(new EgressRefused(host));
        }
        return switch (HostLiteral.parse(host)) {
            case HostLiteral.Refused ignored -> CompletableFuture.failedFuture(new EgressRefused(host));
            case HostLiteral.Address literal -> admitAddress(host, literal.address(), port);
            case HostLiteral.Name name -> admitName(name.ascii(), port);
        };
    }

    private CompletableFuture<EgressRoute> admitAddress(String host, InetAddress address, int port) {
        return policy.permits(address, port)
                ? route(new InetSocketAddress(address, port))
                : CompletableFuture.failedFuture(new EgressRefused(host));
    }

    private CompletableFuture<EgressRoute> admitName(String name, int port) {
        if (proxy != null && proxy.scheme() != ProxyAddress.Scheme.SOCKS5) {
            // The proxy resolves the name, so only the name can be checked here.
            return LOCAL_NAME.matcher(name).matches() && !policy.names(name, port)
                    ? CompletableFuture.failedFuture(new EgressRefused(name))
                    : route(InetSocketAddress.createUnresolved(name, port));
        }
        return lookUp(name).thenCompose(addresses -> {
            // One private address among public ones is how a rebinding name looks: the whole name is refused.
            boolean permitted =
                    policy.names(name, port) || addresses.stream().allMatch(address -> policy.permits(address, port));
            return permitted
                    ? route(new InetSocketAddress(addresses.getFirst(), port))
                    : CompletableFuture.failedFuture(new EgressRefused(name));
        });
    }

    private CompletableFuture<EgressRoute> route(InetSocketAddress target) {
        if (proxy == null) {
            return CompletableFuture.completedFuture(new EgressRoute.Direct(target));
        }
        return HostLiteral.parse(proxy.host()) instanceof HostLiteral.Address literal
                ? CompletableFuture.completedFuture(viaProxy(proxy, literal.address(), target))
                : lookUp(proxy.host()).thenApply(addresses -> viaProxy(proxy, addresses.getFirst(), target));
    }

    private static EgressRoute viaProxy(ProxyAddress proxy, InetAddress address, InetSocketAddress target) {
        return new EgressRoute.ViaProxy(proxy, new InetSocketAddress(address, proxy.port()), target);
    }

    private CompletableFuture<List<InetAddress>> lookUp(String name) {
        CompletableFuture<List<InetAddress>> answer = resolved.get(
                name,
                (key, executor) -> CompletableFuture.supplyAsync(() -> resolve(key), blocking)
                        .completeOnTimeout(List.of(), PATIENCE_SECONDS, TimeUnit.SECONDS));
        return answer.thenCompose(addresses -> {
            if (addresses.isEmpty()) {
                // A failure is told to all who wait for it, and not remembered.
                resolved.asMap().remove(name, answer);
                return CompletableFuture.failedFuture(new UnknownHostException(name));
            }
            return CompletableFuture.completedFuture(addresses);
        });
    }

    /** Empty where there is no answer: the cache would log a failure, and hostile names would fill the log. */
    private List<InetAddress> resolve(String name) {
        try {
            return List.copyOf(resolver.resolve(name));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
