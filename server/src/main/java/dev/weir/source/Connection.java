package dev.weir.source;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to an origin: the last handler of its channel, serving one exchange at a time. A body whose length is known goes past the
 * HTTP decoder, which is taken out of the pipeline for it: such bytes are counted, and handed on as they were read.
 */
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int MAX_DISCARDED_BYTES = 64 * 1024;
    private static final int MAX_LEFT_BYTES = 16 * 1024;
    private static final int MAX_INFORMATIONAL = 10;

    private enum Phase {
        /** Nothing is asked, nothing may come. */
        IDLE,
        /** Asked; the head is not complete. */
        HEAD,
        /** A body of known length, past the decoder. */
        COUNTED,
        /** A body in chunks, or an empty one. */
        FRAMED,
        /** A body that the end of the connection ends. */
        UNTIL_CLOSE,
        /** A body that nobody wants, read only to use the connection again. */
        DISCARDED,
        /** The same past the decoder: what a reader left of a body. */
        LEFT,
        /** All has come; what else this turn of the loop brings is too much. */
        SPENT,
        CLOSED
    }

    private final PoolKey key;
    private final LoopPool pool;
    private final long bornAt;
    private final ReceiveWindow window = new ReceiveWindow();
    private Phase phase = Phase.IDLE;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ResponseDecoder decoder;
    private @Nullable Exchange exchange;
    private long remaining;
    private long idleSince;
    private int uses;
    private int informational;
    private boolean heard;
    private boolean reusable;
    private boolean failed;
    private boolean closeNotified;

    Connection(PoolKey key, LoopPool pool) {
        this.key = key;
        this.pool = pool;
        this.bornAt = pool.now();
    }

    PoolKey key() {
        return key;
    }

    ReceiveWindow window() {
        return window;
    }

    long bornAt() {
        return bornAt;
    }

    long idleSince() {
        return idleSince;
    }

    boolean isUsable() {
        return phase == Phase.IDLE && context != null && context.channel().isActive();
    }

    boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** Asks for something; the answer goes to the exchange. Only on a usable connection. */
    void send(FullHttpRequest request, Exchange asking) {
        ChannelHandlerContext ctx = requireContext();
        exchange = asking;
        phase = Phase.HEAD;
        heard = false;
        reusable = false;
        informational = 0;
        uses++;
        if (decoder == null) {
            decoder = new ResponseDecoder(this);
            ctx.pipeline().addBefore(ctx.name(), null, decoder);
        }
        ctx.writeAndFlush(request).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /** Whether the socket is read; before a body it always is. */
    void reading(boolean on) {
        boolean inBody = phase == Phase.COUNTED || phase == Phase.FRAMED || phase == Phase.UNTIL_CLOSE;
        if (on ? phase != Phase.CLOSED : inBody) {
            requireContext().channel().config().setAutoRead(on);
        }
    }

    /** Nobody wants the rest any more. A short one is read away, which costs less than another connection. */
    void leave() {
        if (phase == Phase.COUNTED && reusable && remaining <= MAX_LEFT_BYTES) {
            exchange = null;
            phase = Phase.LEFT;
            discardFrom(pool.now());
        } else {
            abort();
        }
    }

    private void discardFrom(long now) {
        idleSince = now;
        pool.watch(this);
        reading(true);
    }

    /** Closes, and tells nobody. */
    void abort() {
        exchange = null;
        phase = Phase.CLOSED;
        pool.remove(this);
        if (context != null) {
            ChannelFuture _ = context.close();
        }
    }

    /** A byte of the answer has come: from here on a lost connection is not a stale one. */
    void heard() {
        heard = true;
    }

    void idleFrom(long now) {
        idleSince = now;
        phase = Phase.IDLE;
        reading(true);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (phase == Phase.CLOSED) {
            ChannelFuture _ = ctx.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        switch (phase) {
            case HEAD -> onHeadPart(msg);
            case COUNTED -> onCounted((ByteBuf) msg);
            case FRAMED -> onFramed((HttpContent) msg);
            case UNTIL_CLOSE -> requireExchange().onBytes((ByteBuf) msg);
            case DISCARDED -> onDiscarded(msg);
            case LEFT -> onLeft((ByteBuf) msg);
            case IDLE -> {
                ReferenceCountUtil.release(msg);
                abort();
            }
            case SPENT -> {
                ReferenceCountUtil.release(msg);
                reusable = false;
            }
            case CLOSED -> ReferenceCountUtil.release(msg);
        }
    }

    private void onHeadPart(Object msg) {
        if (!(msg instanceof HttpResponse response)) {
            // The end of an informational response.
            ReferenceCountUtil.release(msg);
        } else if (response.decoderResult().isFailure()) {
            lose("what the origin sent is no HTTP response");
        } else if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            if (response.status().code() == 101 || ++informational > MAX_INFORMATIONAL) {
                lose("the origin sent no final response");
            }
        } else {
            reusable = HttpUtil.isKeepAlive(response);
            Exchange asking = requireExchange();
            Answer answer = Answer.of(response, asking.span());
            if (answer instanceof Answer.Media media) {
                frame(response, media, asking);
            } else {
                discard(response);
                asking.onNoMedia(answer);
            }
        }
    }

    private void frame(HttpResponse response, Answer.Media media, Exchange asking) {
        boolean chunked = HttpUtil.isTransferEncodingChunked(response);
        long length = chunked ? -1 : HttpUtil.getContentLength(response, -1L);
        phase = chunked || length == 0 ? Phase.FRAMED : length > 0 ? Phase.COUNTED : Phase.UNTIL_CLOSE;
        remaining = length;
        if (asking.isPaused()) {
            reading(false);
        }
        asking.onMedia(media);
        if (phase == Phase.COUNTED || phase == Phase.UNTIL_CLOSE || phase == Phase.LEFT) {
            ResponseDecoder bypassed = decoder;
            decoder = null;
            if (bypassed != null) {
                // Whatever it has read beyond the head comes here from inside this call.
                requireContext().pipeline().remove(bypassed);
            }
        }
    }

    private void discard(HttpResponse response) {
        exchange = null;
        boolean worthwhile = reusable
                && (HttpUtil.isTransferEncodingChunked(response)
                        || HttpUtil.getContentLength(response, Long.MAX_VALUE) <= MAX_DISCARDED_BYTES);
        if (worthwhile) {
            phase = Phase.DISCARDED;
            remaining = MAX_DISCARDED_BYTES;
            discardFrom(pool.now());
        } else {
            abort();
        }
    }

    private void onCounted(ByteBuf bytes) {
        int count = bytes.readableBytes();
        if (count < remaining) {
            remaining -= count;
            requireExchange().onBytes(bytes);
            return;
        }
        if (count > remaining) {
            reusable = false;
            bytes.writerIndex(bytes.readerIndex() + (int) remaining);
        }
        finish(bytes);
    }

    private void onFramed(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            lose("the origin sent a malformed chunk");
        } else if (content instanceof LastHttpContent) {
            finish(content.content());
        } else {
            requireExchange().onBytes(content.content());
        }
    }

    private void onDiscarded(Object msg) {
        remaining -= msg instanceof HttpContent content ? content.content().readableBytes() : 0;
        boolean done = msg instanceof LastHttpContent;
        ReferenceCountUtil.release(msg);
        if (remaining < 0) {
            abort();
        } else if (done) {
            phase = Phase.SPENT;
        }
    }

    private void onLeft(ByteBuf bytes) {
        remaining -= bytes.readableBytes();
        bytes.release();
        if (remaining < 0) {
            abort();
        } else if (remaining == 0) {
            phase = Phase.SPENT;
        }
    }

    private void finish(ByteBuf last) {
        Exchange finished = requireExchange();
        exchange = null;
        phase = Phase.SPENT;
        finished.detach();
        finished.onBytes(last);
        finished.onComplete();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (phase == Phase.SPENT) {
            if (reusable) {
                pool.keep(this);
            } else {
                abort();
            }
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        closeNotified |= event instanceof SslCloseCompletionEvent closed && closed.isSuccess();
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        boolean cleanEnd = phase == Phase.UNTIL_CLOSE
                && !failed
                && (closeNotified || !key.endpoint().tls());
        Exchange unfinished = exchange;
        if (cleanEnd && unfinished != null) {
            exchange = null;
            unfinished.onComplete();
        }
        lose("the origin closed the connection too early");
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException || cause instanceof DecoderException)) {
            LOG.warn("reading from an origin failed unexpectedly", cause);
        }
        failed = true;
        lose("the connection to the origin was lost");
    }

    private void lose(String what) {
        Exchange unfinished = exchange;
        boolean stale = phase == Phase.HEAD && !heard && uses > 1;
        abort();
        if (unfinished != null) {
            unfinished.onLost(stale, what);
        }
    }

    private ChannelHandlerContext requireContext() {
        if (context == null) {
            throw new IllegalStateException("not connected");
        }
        return context;
    }

    private Exchange requireExchange() {
        if (exchange == null) {
            throw new IllegalStateException("nobody asked");
        }
        return exchange;
    }
}
