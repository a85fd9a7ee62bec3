package dev.weir.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.protocol.RedisProtocolException;
import io.netty.channel.ConnectTimeoutException;
import java.io.IOException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Reads from an exception what is wrong with the server. */
final class Failures {
    private static final Set<String> CREDENTIALS = Set.of("WRONGPASS", "NOAUTH");
    private static final Set<String> REFUSING =
            Set.of("MISCONF", "READONLY", "NOPERM", "BUSY", "MASTERDOWN", "NOREPLICAS");
    private static final int DEEPEST = 10;

    private Failures() {}

    /** Why no connection could be had. */
    static LinkState ofConnecting(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            switch (cause) {
                case RedisProtocolException ignored -> {
                    return LinkState.NONSENSE;
                }
                case RedisCommandExecutionException refused -> {
                    LinkState state = ofRefusal(refused);
                    // Servers before version 6 say "ERR invalid password", those without one "ERR AUTH <password>
                    // called ...".
                    return state != null ? state : LinkState.CREDENTIALS;
                }
                case SSLException ignored -> {
                    return LinkState.UNTRUSTED;
                }
                case RedisCommandTimeoutException ignored -> {
                    return LinkState.SILENT;
                }
                case ConnectTimeoutException ignored -> {
                    return LinkState.UNREACHABLE;
                }
                case IOException ignored -> {
                    return LinkState.UNREACHABLE;
                }
                default -> cause = cause.getCause();
            }
        }
        return LinkState.UNREACHABLE;
    }

    /** What an error that the server answered says of the server itself, or null where it is only about the command. */
    static @Nullable LinkState ofRefusal(RedisCommandExecutionException refused) {
        String message = String.valueOf(refused.getMessage());
        int end = message.indexOf(' ');
        String code = end < 0 ? message : message.substring(0, end);
        if (code.equals("OOM") || message.contains("OOM command not allowed")) {
            return LinkState.FULL;
        }
        if (code.equals("LOADING")) {
            return LinkState.LOADING;
        }
        if (CREDENTIALS.contains(code)) {
            return LinkState.CREDENTIALS;
        }
        return REFUSING.contains(code) ? LinkState.REFUSING : null;
    }
}
