package dev.weir.source;

import io.netty.handler.ssl.SslContext;
import java.util.concurrent.CompletableFuture;

/** Gives the TLS context for connections to origins, which may have to be made first. */
@FunctionalInterface
public interface TlsContexts {

    /** Never blocks; the same future each time. */
    CompletableFuture<SslContext> context();
}
