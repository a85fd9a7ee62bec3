package dev.weir.redis;

import dev.weir.config.RedisSettings;
import dev.weir.config.Secret;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisReactiveCommandsImpl;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.pubsub.PubSubEndpoint;
import io.lettuce.core.pubsub.RedisPubSubReactiveCommandsImpl;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnectionImpl;
import io.lettuce.core.pubsub.api.sync.RedisPubSubCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.lettuce.core.resource.SocketAddressResolver;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.InetAddress;
import java.time.Duration;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lettuce with what this server does not use left out: its own threads, its bus of events, its latency figures, and the blocking and reactive
 * commands.
 */
final class LeanClient extends RedisClient {
    /** For connecting, TLS and greeting together; nobody waits for it. */
    static final Duration GREETING = Duration.ofSeconds(2);

    /** More than ever wait at once before the breaker opens. */
    private static final int QUEUE = 10_000;

    private final RedisURI address;

    private LeanClient(ClientResources resources, RedisURI address) {
        super(resources, address);
        this.address = address;
    }

    RedisURI address() {
        return address;
    }

    /** @param trust who vouches for the server, where the settings ask for TLS; null for the JVM's own */
    static LeanClient of(RedisSettings settings, @Nullable TrustManagerFactory trust, EventLoop loop) {
        LeanClient client = new LeanClient(resources(loop), addressOf(settings));
        SslOptions.Builder tls = SslOptions.builder().handshakeTimeout(GREETING);
        client.setOptions(ClientOptions.builder()
                // A connection that breaks is not mended but replaced, by Connector, which also makes the first one.
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE)
                // What every server speaks, and all that is needed here.
                .protocolVersion(ProtocolVersion.RESP2)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                // Link times commands itself: each has a patience of its own.
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .socketOptions(SocketOptions.builder().connectTimeout(GREETING).build())
                .sslOptions(
                        trust == null ? tls.build() : tls.trustManager(trust).build())
                .build());
        return client;
    }

    private static RedisURI addressOf(RedisSettings settings) {
        RedisURI.Builder address = RedisURI.builder()
                .withHost(settings.host())
                .withPort(settings.port())
                .withDatabase(settings.database())
                .withTimeout(GREETING)
                .withSsl(settings.tls())
                .withVerifyPeer(settings.tls() ? SslVerifyMode.FULL : SslVerifyMode.NONE)
                .withClientName("weir");
        Secret password = settings.password();
        if (password != null) {
            String username = settings.username();
            if (username == null) {
                address.withPassword(password.value().toCharArray());
            } else {
                address.withAuthentication(username, password.value().toCharArray());
            }
        }
        return address.build();
    }

    private static ClientResources resources(EventLoop loop) {
        return ClientResources.builder()
                .eventLoopGroupProvider(new OneLoop(loop))
                .eventExecutorGroup(loop)
                .timer(new LoopTimer(loop))
                .eventBus(new SilentBus())
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                // Names are looked up where the connection is asked for, which is a thread that may block.
                .socketAddressResolver(SocketAddressResolver.create(InetAddress::getAllByName))
                .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
                .nettyCustomizer(new NettyCustomizer() {
                    @Override
                    public void afterBootstrapInitialized(Bootstrap bootstrap) {
                        bootstrap.option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT);
                    }
                })
                .build();
    }

    @Override
    protected <K, V> StatefulRedisConnectionImpl<K, V> newStatefulRedisConnection(
            RedisChannelWriter writer, PushHandler pushHandler, RedisCodec<K, V> codec, Duration timeout) {
        return new StatefulRedisConnectionImpl<>(
                writer, pushHandler, codec, timeout, getOptions().getJsonParser()) {
            @Override
            @SuppressWarnings("NullAway") // Nobody asks for them.
            protected RedisCommands<K, V> newRedisSyncCommandsImpl() {
                return null;
            }

            @Override
            @SuppressWarnings("NullAway")
            protected RedisReactiveCommandsImpl<K, V> newRedisReactiveCommandsImpl() {
                return null;
            }
        };
    }

    @Override
    protected <K, V> StatefulRedisPubSubConnectionImpl<K, V> newStatefulRedisPubSubConnection(
            PubSubEndpoint<K, V> endpoint, RedisChannelWriter writer, RedisCodec<K, V> codec, Duration timeout) {
        return new StatefulRedisPubSubConnectionImpl<>(endpoint, writer, codec, timeout) {
            @Override
            @SuppressWarnings("NullAway")
            protected RedisPubSubCommands<K, V> newRedisSyncCommandsImpl() {
                return null;
            }

            @Override
            @SuppressWarnings("NullAway")
            protected RedisPubSubReactiveCommandsImpl<K, V> newRedisReactiveCommandsImpl() {
                return null;
            }
        };
    }
}
