package dev.weir.limit;

import dev.weir.redis.Script;
import dev.weir.redis.SharedScripts;
import dev.weir.redis.SharedServerUnavailable;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** As little as the contract asks for: one connection of one instance. */
final class LettuceScripts implements SharedScripts, AutoCloseable {
    static final Duration LONGEST_WAIT = Duration.ofMillis(250);

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    LettuceScripts(RedisURI uri) {
        this.client = RedisClient.create(uri);
        this.connection = client.connect();
    }

    @Override
    public CompletableFuture<List<Long>> run(Script script, List<String> keys, List<String> arguments) {
        String[] names = keys.toArray(String[]::new);
        String[] values = arguments.toArray(String[]::new);
        var commands = connection.async();
        CompletableFuture<List<Long>> answer = commands.<List<Long>>evalsha(
                        commands.digest(script.source()), ScriptOutputType.MULTI, names, values)
                .toCompletableFuture();
        return answer.exceptionallyCompose(failure -> unwrap(failure) instanceof RedisNoScriptException
                        ? commands.<List<Long>>eval(script.source(), ScriptOutputType.MULTI, names, values)
                                .toCompletableFuture()
                        : CompletableFuture.failedFuture(failure))
                .orTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(new SharedServerUnavailable(String.valueOf(failure))));
    }

    /** The server's clock, in microseconds. */
    long time() {
        List<String> time = connection.sync().time();
        return Long.parseLong(time.get(0)) * 1_000_000 + Long.parseLong(time.get(1));
    }

    /** How many fields the server keeps of one client. */
    long fields(String key) {
        return connection.sync().hlen(key);
    }

    List<String> keys() {
        return connection.sync().keys("weir:rate:*");
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
