package dev.weir.source;

import dev.weir.config.EgressSettings;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the TLS context when it is first asked for: it needs some 800 classes and every certificate that the JVM trusts, ten megabytes that a
 * server at rest can do without.
 */
public final class LazyTls implements TlsContexts {
    private static final Logger LOG = LoggerFactory.getLogger(LazyTls.class);

    private final EgressSettings egress;
    private final Executor blocking;
    private final CompletableFuture<SslContext> context = new CompletableFuture<>();
    private boolean started;

    /** @param blocking reads the certificates, on a thread that may block */
    public LazyTls(EgressSettings egress, Executor blocking) {
        this.egress = egress;
        this.blocking = blocking;
    }

    @Override
    public CompletableFuture<SslContext> context() {
        begin();
        return context;
    }

    /** Has it made, if nobody did yet, and waits for nothing. */
    public void begin() {
        synchronized (this) {
            if (started) {
                return;
            }
            started = true;
        }
        blocking.execute(this::make);
    }

    /**
     * Waits until it is made, for whoever needs it from the first connection on.
     *
     * @throws IOException where EGRESS_CA_FILE cannot be read
     * @throws GeneralSecurityException where it holds no certificates
     */
    public SslContext require() throws IOException, GeneralSecurityException {
        try {
            return context().join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case IOException unreadable -> throw unreadable;
                case GeneralSecurityException invalid -> throw invalid;
                case null, default -> throw e;
            }
        }
    }

    private void make() {
        try {
            context.complete(UpstreamTls.context(egress));
        } catch (IOException | GeneralSecurityException | RuntimeException | Error e) {
            LOG.error("no connection over TLS can be made: the trusted certificates cannot be read", e);
            context.completeExceptionally(e);
        }
    }
}
