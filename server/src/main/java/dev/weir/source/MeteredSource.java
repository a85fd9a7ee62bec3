package dev.weir.source;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/** Tells a listener what reads of another source come to. */
public final class MeteredSource implements ByteSource {
    private final ByteSource inner;
    private final SourceListener listener;

    public MeteredSource(ByteSource inner, SourceListener listener) {
        this.inner = inner;
        this.listener = listener;
    }

    @Override
    public Reading read(Span span, EventLoop loop, Receiver receiver) {
        return inner.read(span, loop, new MeteredReceiver(loop, receiver));
    }

    private final class MeteredReceiver implements Receiver {
        private final EventLoop loop;
        private final Receiver receiver;
        private final long asked;
        private boolean first = true;

        MeteredReceiver(EventLoop loop, Receiver receiver) {
            this.loop = loop;
            this.receiver = receiver;
            this.asked = loop.ticker().nanoTime();
        }

        @Override
        public void onHead(SourceHead head) {
            receiver.onHead(head);
        }

        @Override
        public void onBytes(ByteBuf bytes) {
            if (first) {
                first = false;
                listener.firstByte(loop.ticker().nanoTime() - asked);
            }
            listener.bytes(bytes.readableBytes());
            receiver.onBytes(bytes);
        }

        @Override
        public void onEnd() {
            listener.ended();
            receiver.onEnd();
        }

        @Override
        public void onFailure(SourceFailure failure) {
            listener.failed(failure);
            receiver.onFailure(failure);
        }
    }
}
