package dev.weir.http.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;

/** Closes connections past the limits, and those whose first request does not come. Lives on one event loop. */
final class ConnectionGuard {
    private final Vertx vertx;
    private final ConnectionLimits limits;
    private final Duration patience;

    /** Those that have not asked for anything, with the timer that ends them. */
    private final IdentityHashMap<HttpConnection, Long> silent = new IdentityHashMap<>();

    /** @param patience until the head of the first request has come */
    ConnectionGuard(Vertx vertx, ConnectionLimits limits, Duration patience) {
        this.vertx = vertx;
        this.limits = limits;
        this.patience = patience;
    }

    void opened(HttpConnection connection) {
        SocketAddress remote = connection.remoteAddress();
        String peer = remote == null ? null : remote.hostAddress();
        if (!limits.opened(peer)) {
            var _ = connection.close();
            return;
        }
        silent.put(connection, vertx.setTimer(patience.toMillis(), id -> {
            var _ = connection.close();
        }));
        connection.closeHandler(closed -> {
            asked(connection);
            limits.closed(peer);
        });
    }

    /** A whole head has come. */
    void asked(HttpConnection connection) {
        Long timer = silent.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
