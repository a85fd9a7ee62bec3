package dev.weir.source;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;

/** Makes a fresh channel an origin's: TLS where the address says so, then HTTP. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {
    private final UpstreamClient client;
    private final Connection connection;

    ConnectionInitializer(UpstreamClient client, Connection connection) {
        this.client = client;
        this.connection = connection;
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.config().setAllocator(client.allocator());
        channel.config().setRecvByteBufAllocator(connection.window());
        Endpoint endpoint = connection.key().endpoint();
        if (endpoint.tls()) {
            // Made by now: nobody dials before.
            SslHandler tls =
                    client.tls().context().join().newHandler(channel.alloc(), endpoint.host(), endpoint.port());
            // The exchange's own timer bounds the handshake.
            tls.setHandshakeTimeoutMillis(0);
            channel.pipeline().addLast(tls);
        }
        channel.pipeline().addLast(new HttpRequestEncoder(), connection);
    }

    /** Completes when the channel can carry a request. */
    Future<Channel> handshake(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null || !connection.key().endpoint().tls()
                ? channel.eventLoop().newSucceededFuture(channel)
                : tls.handshakeFuture();
    }
}
