package dev.weir.redis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of this server ask of the shared one. Nothing blocks; each future ends within the patience given, and fails with
 * {@link SharedServerUnavailable} where the server did not answer by then, refused, or is known to be away.
 */
public interface SharedServer {

    /** The values of keys in their order, null for those that are not there. */
    CompletableFuture<List<byte @Nullable []>> values(List<String> keys, Duration patience);

    /** Runs a script that answers an integer. */
    CompletableFuture<Long> run(Script script, List<String> keys, List<byte[]> arguments, Duration patience);

    /** Removes the keys that match a glob pattern, in steps; may take seconds where there are many. Nothing is known of keys that come meanwhile. */
    CompletableFuture<Long> remove(String pattern);

    /** How it is doing now. */
    LinkState state();
}
