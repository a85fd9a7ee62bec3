package dev.weir.source;

import dev.weir.video.Access;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;

/** The one contract, on everything that implements it. */
class ByteSourcesTest {
    private static final Relocator NOWHERE = _ -> CompletableFuture.failedFuture(new IOException("nowhere else"));

    private static final SourceListener NOBODY = new SourceListener() {
        @Override
        public void firstByte(long nanos) {}

        @Override
        public void bytes(int count) {}

        @Override
        public void ended() {}

        @Override
        public void failed(SourceFailure failure) {}
    };

    @Nested
    class Origin extends ByteSourceContract {
        @Override
        ByteSource source(SourceFixture fixture, URI url) {
            return fixture.origin(url);
        }
    }

    @Nested
    class OriginOverTls extends ByteSourceContract {
        @Override
        ByteSource source(SourceFixture fixture, URI url) {
            return fixture.origin(url);
        }

        @Override
        ScriptedOrigin origin(ScriptedOrigin.Script script) throws IOException {
            return ScriptedOrigin.tls(script);
        }
    }

    @Nested
    class OriginOverNio extends ByteSourceContract {
        @Override
        ByteSource source(SourceFixture fixture, URI url) {
            return fixture.origin(url);
        }

        @Override
        IoHandlerFactory io() {
            return NioIoHandler.newFactory();
        }
    }

    @Nested
    class Chunked extends ByteSourceContract {
        @Override
        ByteSource source(SourceFixture fixture, URI url) {
            return new ChunkedSource(fixture.origin(url), 300_000);
        }
    }

    @Nested
    class Refreshing extends ByteSourceContract {
        @Override
        ByteSource source(SourceFixture fixture, URI url) {
            return new RefreshingSource(
                    SourceFixture.at(url), location -> new OriginSource(fixture.client(), location), NOWHERE);
        }
    }

    @Nested
    class Metered extends ByteSourceContract {
        @Override
        ByteSource source(SourceFixture fixture, URI url) {
            return new MeteredSource(fixture.origin(url), NOBODY);
        }
    }

    @Nested
    class AllOfThemOverTls extends ByteSourceContract {
        @Override
        ByteSource source(SourceFixture fixture, URI url) {
            Access access = new Access(java.util.Map.of(), null, 500_000);
            return new SourceFactory(fixture.client(), NOBODY).open(new Location(url, access), NOWHERE);
        }

        @Override
        ScriptedOrigin origin(ScriptedOrigin.Script script) throws IOException {
            return ScriptedOrigin.tls(script);
        }
    }
}
