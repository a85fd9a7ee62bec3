package dev.weir.source;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Decodes response heads, and bodies whose end only their framing tells; tells its connection when it sees the first byte. */
final class ResponseDecoder extends HttpResponseDecoder {
    private static final int MAX_STATUS_LINE = 4096;
    private static final int MAX_HEADERS = 16 * 1024;

    private final Connection connection;

    ResponseDecoder(Connection connection) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_STATUS_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxChunkSize(ReceiveWindow.LARGEST));
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
        connection.heard();
        super.channelRead(ctx, msg);
    }
}
