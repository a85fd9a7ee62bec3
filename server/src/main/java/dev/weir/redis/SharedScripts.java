package dev.weir.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs Lua scripts on the shared server, each as one atomic step. */
public interface SharedScripts {

    /**
     * Runs a script that answers an array of integers. Never blocks; the future ends within 250 ms, and fails with
     * {@link SharedServerUnavailable} where the server did not answer by then, or is known to be away.
     */
    CompletableFuture<List<Long>> run(Script script, List<String> keys, List<String> arguments);
}
