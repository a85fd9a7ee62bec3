package dev.weir.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The two connections of one server, which live and end together: one for commands, one that listens to channels.
 *
 * @param end completes when either is lost, or both are given up
 */
record Connections(
        StatefulRedisConnection<String, byte[]> commands,
        StatefulRedisPubSubConnection<String, String> channels,
        CompletableFuture<Void> end) {

    static Connections of(
            StatefulRedisConnection<String, byte[]> commands, StatefulRedisPubSubConnection<String, String> channels) {
        Connections both = new Connections(commands, channels, new CompletableFuture<>());
        for (StatefulConnection<?, ?> connection : List.of(commands, channels)) {
            connection.addListener(new RedisConnectionStateListener() {
                @Override
                public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
                    both.close();
                }
            });
            if (!connection.isOpen()) {
                both.close();
            }
        }
        return both;
    }

    RedisAsyncCommands<String, byte[]> async() {
        return commands.async();
    }

    /** Never blocks. */
    void close() {
        if (end.complete(null)) {
            var _ = commands.closeAsync();
            var _ = channels.closeAsync();
        }
    }
}
