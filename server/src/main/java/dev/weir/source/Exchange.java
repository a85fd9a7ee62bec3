package dev.weir.source;

import dev.weir.security.egress.EgressRefused;
import dev.weir.security.egress.EgressRoute;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One read of an origin under way: hop by hop to the server that has the bytes, then the bytes. */
final class Exchange implements Reading {
    private static final int MAX_REDIRECTS = 5;

    /** A reader that lets the connection wait for longer than this is slower than its origin. */
    private static final long SLOW_NANOS = Duration.ofMillis(20).toNanos();

    private final UpstreamClient client;
    private final LoopPool pool;
    private final Fetch fetch;
    private final Receiver receiver;
    private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(0);
    private @Nullable RequestHead requests;
    private @Nullable Connection connection;
    private int redirects;
    private boolean starting = true;
    private boolean retried;
    private boolean paused;
    /** How this ends, once what is held has been handed over; null while more may come. */
    private @Nullable Runnable ending;

    private boolean done;
    private boolean cancelled;
    private long pausedAt;
    private long owed = -1;
    private long received;
    private boolean enough;
    /** Whether anything moved since the timer looked last; spares a look at the clock for each chunk. */
    private boolean moved;

    private long quietSince;
    private long patience;

    Exchange(UpstreamClient client, LoopPool pool, Fetch fetch, Receiver receiver) {
        this.client = client;
        this.pool = pool;
        this.fetch = fetch;
        this.receiver = receiver;
    }

    void start() {
        pool.add(this);
        hop(fetch.location().url());
        starting = false;
    }

    Span span() {
        return fetch.span();
    }

    boolean isPaused() {
        return paused;
    }

    // The way there.

    private void hop(URI url) {
        Endpoint endpoint = Endpoint.of(url);
        if (endpoint == null) {
            fail(new SourceFailure.BadRedirect());
            return;
        }
        if (requests == null) {
            requests = new RequestHead(fetch, endpoint);
        }
        FullHttpRequest request;
        try {
            request = requests.to(url, endpoint, client.clock().instant());
        } catch (IllegalArgumentException _) {
            fail(new SourceFailure.Broken("the request for this file holds characters that cannot be sent"));
            return;
        }
        allow(client.settings().connectTimeout());
        CompletableFuture<EgressRoute> admitted = admit(endpoint);
        Hop hop = new Hop(url, endpoint, request);
        if (admitted.isDone()) {
            routed(hop, admitted);
        } else {
            CompletableFuture<EgressRoute> _ =
                    admitted.whenComplete((_, _) -> pool.loop().execute(() -> routed(hop, admitted)));
        }
    }

    private CompletableFuture<EgressRoute> admit(Endpoint endpoint) {
        CompletableFuture<EgressRoute> admitted = client.guard().admit(endpoint.host(), endpoint.port());
        return endpoint.tls() ? admitted.thenCombine(client.tls().context(), (route, made) -> route) : admitted;
    }

    /** One server on the way. */
    private record Hop(URI url, Endpoint endpoint, FullHttpRequest request) {}

    private void routed(Hop hop, CompletableFuture<EgressRoute> admitted) {
        if (done) {
            return;
        }
        EgressRoute route;
        try {
            route = admitted.join();
        } catch (CompletionException e) {
            fail(
                    switch (e.getCause()) {
                        case EgressRefused _ -> new SourceFailure.AddressRefused();
                        case UnknownHostException _ -> new SourceFailure.Broken("the origin's name is not known");
                        case null, default -> new SourceFailure.Broken("the origin could not be reached");
                    });
            return;
        }
        PoolKey key = new PoolKey(hop.endpoint(), route);
        here = hop;
        Connection reused = pool.take(key);
        if (reused == null) {
            dial(hop, key);
        } else {
            connection = reused;
            send(reused, hop);
        }
    }

    private @Nullable Hop here;

    private void dial(Hop hop, PoolKey key) {
        Connection fresh = new Connection(key, pool);
        connection = fresh;
        ConnectionInitializer initializer = new ConnectionInitializer(client, fresh);
        Future<Channel> dialled = client.dialer().dial(key.route(), pool.loop(), initializer);
        dialled.addListener((Future<Channel> dial) -> {
            if (!dial.isSuccess()) {
                unreachable(fresh, dial.cause());
            } else {
                initializer.handshake(dial.getNow()).addListener((Future<Channel> secured) -> {
                    if (!secured.isSuccess()) {
                        unreachable(fresh, secured.cause());
                    } else if (!fresh.isClosed()) {
                        send(fresh, hop);
                    }
                });
            }
        });
    }

    private void unreachable(Connection fresh, Throwable cause) {
        fresh.abort();
        if (connection == fresh) {
            fail(
                    cause instanceof ConnectTimeoutException
                            ? new SourceFailure.TimedOut()
                            : new SourceFailure.Broken("no connection to the origin could be made"));
        }
    }

    private void send(Connection ready, Hop hop) {
        allow(client.settings().idleTimeout());
        ready.send(hop.request(), this);
    }

    // What the connection says.

    void onMedia(Answer.Media media) {
        owed = media.length();
        enough = media.enough();
        moved = true;
        allow(client.settings().idleTimeout());
        receiver.onHead(media.head());
    }

    void onNoMedia(Answer answer) {
        connection = null;
        switch (answer) {
            case Answer.Redirect redirect -> redirect(redirect.location());
            case Answer.Failed failed -> fail(failed.failure());
            case Answer.Media _ -> throw new IllegalArgumentException("media");
        }
    }

    private void redirect(String to) {
        Hop from = here;
        URI next = from == null ? null : Redirects.resolve(from.url(), to);
        if (next == null || ++redirects > MAX_REDIRECTS) {
            fail(new SourceFailure.BadRedirect());
        } else {
            // A later turn of the loop: by then the connection may have been put back, and serve the next hop.
            pool.loop().execute(() -> {
                if (!done) {
                    hop(next);
                }
            });
        }
    }

    void onBytes(ByteBuf bytes) {
        int count = bytes.readableBytes();
        moved = true;
        received += count;
        if (done || count == 0) {
            bytes.release();
        } else if (owed >= 0 && received > owed) {
            bytes.release();
            fail(new SourceFailure.Broken("the origin sent more than it announced"));
        } else if (paused || !held.isEmpty()) {
            held.add(bytes);
        } else {
            receiver.onBytes(bytes);
        }
    }

    /** The connection has no more to do with this exchange; the last bytes are about to come. */
    void detach() {
        connection = null;
    }

    void onComplete() {
        connection = null;
        if (done) {
            return;
        }
        if (owed >= 0 && received < owed) {
            endWith(() -> fail(new SourceFailure.Broken("the origin sent less than it announced")));
        } else if (!enough) {
            endWith(() -> fail(new SourceFailure.Broken("the origin sent less than was asked for")));
        } else {
            endWith(this::end);
        }
    }

    /** What came before a paused reader took it is handed over first: a cut costs nobody bytes that are here. */
    private void endWith(Runnable step) {
        if (held.isEmpty()) {
            step.run();
        } else {
            ending = step;
        }
    }

    void onLost(boolean stale, String what) {
        Hop hop = here;
        Connection lost = connection;
        connection = null;
        if (done) {
            return;
        }
        if (stale && !retried && hop != null && lost != null) {
            retried = true;
            allow(client.settings().connectTimeout());
            dial(hop, lost.key());
        } else {
            endWith(() -> fail(new SourceFailure.Broken(what)));
        }
    }

    // What the reader says.

    @Override
    public void pause() {
        if (!paused && !done) {
            paused = true;
            pausedAt = pool.now();
            if (connection != null) {
                connection.reading(false);
            }
        }
    }

    @Override
    public void resume() {
        if (!paused || done) {
            return;
        }
        paused = false;
        moved = true;
        if (connection != null && pool.now() - pausedAt > SLOW_NANOS) {
            connection.window().readerWaited();
        }
        if (!held.isEmpty() || ending != null) {
            // The reader may have paused upon the very last bytes: then only the end is still to be told.
            pool.loop().execute(this::handOver);
        } else if (connection != null) {
            connection.reading(true);
        }
    }

    private void handOver() {
        while (!paused && !done && !held.isEmpty()) {
            receiver.onBytes(held.remove());
        }
        if (done || paused) {
            return;
        }
        if (ending != null) {
            ending.run();
        } else if (connection != null) {
            connection.reading(true);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        Connection left = connection;
        connection = null;
        free();
        if (left != null) {
            left.leave();
        }
    }

    // Time, and the end.

    /** From now on, so long may pass without a byte. */
    private void allow(Duration time) {
        quietSince = pool.now();
        patience = time.toNanos();
    }

    /** Called by the pool's timer. */
    void look(long now) {
        if (moved || paused || ending != null) {
            moved = false;
            quietSince = now;
        } else if (now - quietSince > patience) {
            fail(new SourceFailure.TimedOut());
        }
    }

    private void end() {
        free();
        receiver.onEnd();
    }

    private void fail(SourceFailure failure) {
        if (done) {
            return;
        }
        free();
        if (starting) {
            pool.loop().execute(() -> {
                if (!cancelled) {
                    receiver.onFailure(failure);
                }
            });
        } else {
            receiver.onFailure(failure);
        }
    }

    private void free() {
        done = true;
        pool.remove(this);
        held.forEach(ByteBuf::release);
        held.clear();
        Connection used = connection;
        connection = null;
        if (used != null) {
            used.abort();
        }
    }
}
