package dev.weir.http.media;

import dev.weir.deliver.FileFacts;
import dev.weir.deliver.MediaFile;
import dev.weir.http.media.MediaPlan.Parts;
import dev.weir.http.media.MediaPlan.Refusal;
import dev.weir.limit.StreamAdmission;
import dev.weir.source.Reading;
import dev.weir.source.Receiver;
import dev.weir.source.SourceFailure;
import dev.weir.source.SourceHead;
import dev.weir.source.Span;
import dev.weir.video.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * One media request from its headers to its last byte. It first needs the facts of the file; those it remembers, or learns from the first bytes it
 * asks the origin for. Then it plans the answer, and moves the parts of the plan one after the other. The response head leaves when the origin has
 * answered, so that a refusal can still be told properly. Lives on the request's event loop.
 */
final class MediaExchange {
    /** A file that changes under every look is no file to send. */
    private static final int MAX_PLANS = 2;

    private static final Span FIRST_BYTE = new Span(0, 0);

    private final MediaResponder responder;
    private final RoutingContext ctx;
    private final HttpServerResponse response;
    private final EventLoop loop;
    private final MediaFile file;
    private final MediaPlanner planner;
    private final StreamAdmission.Lease lease;
    private final BodyWriter body;
    private @Nullable Reading reading;
    private int plans;
    private boolean headSent;
    private boolean over;

    MediaExchange(
            MediaResponder responder,
            RoutingContext ctx,
            MediaFile file,
            MediaOptions options,
            StreamAdmission.Lease lease) {
        this.responder = responder;
        this.ctx = ctx;
        this.response = ctx.response();
        this.loop = BodyWriter.channelOf(ctx.request()).eventLoop();
        this.file = file;
        this.planner = new MediaPlanner(ctx.request(), file, options, responder.clock);
        this.lease = lease;
        this.body = new BodyWriter(ctx.request(), responder.clientIdle, this::clientStalled);
    }

    void start() {
        response.closeHandler(v -> clientLeft());
        FileFacts known = responder.facts.get(file.key());
        if (known != null) {
            follow(planner.plan(known), known);
            return;
        }
        Span guess = planner.spanWithoutFacts();
        if (guess == null) {
            read(FIRST_BYTE, new Probe());
        } else {
            read(guess, new Opening(guess));
        }
    }

    private void read(Span span, Receiver receiver) {
        Reading opened = file.source().read(span, loop, receiver);
        reading = opened;
        body.attach(opened);
    }

    private void follow(MediaPlan plan, FileFacts facts) {
        plans++;
        switch (plan) {
            case Refusal refusal -> refuse(refusal);
            case Parts parts -> {
                if (ctx.request().method().equals(HttpMethod.HEAD) || parts.isEmpty()) {
                    cancelReading();
                    parts.writeHead(response);
                    headSent = true;
                    finish();
                } else {
                    read(parts.span(0), new Body(parts, 0, facts));
                }
            }
        }
    }

    private void refuse(Refusal refusal) {
        cancelReading();
        refusal.headers().forEach(response::putHeader);
        Failure failure = refusal.failure();
        if (failure != null) {
            fail(failure);
        } else {
            response.setStatusCode(refusal.status());
            headSent = true;
            finish();
        }
    }

    /** Ends the response; the lease is held until the last byte has left or the connection has ended. */
    private void finish() {
        reading = null;
        response.end().onComplete(done -> release());
    }

    private void fail(Failure failure) {
        cancelReading();
        release();
        if (headSent) {
            body.abort();
        } else {
            ctx.fail(failure.toException());
        }
    }

    private void fail(SourceFailure failure) {
        responder.metrics.streamFailed(SourceFailures.kind(failure));
        if (!headSent && failure instanceof SourceFailure.OutOfRange outside) {
            outside.total().ifPresent(total -> response.putHeader("Content-Range", "bytes */" + total));
        }
        fail(SourceFailures.describe(failure));
    }

    private void clientStalled() {
        responder.metrics.streamFailed("client_stalled");
        cancelReading();
        release();
        body.abort();
    }

    private void clientLeft() {
        cancelReading();
        release();
    }

    private void cancelReading() {
        if (reading != null) {
            reading.cancel();
            reading = null;
        }
    }

    private void release() {
        if (!over) {
            over = true;
            body.stop();
            lease.close();
        }
    }

    private FileFacts remember(SourceHead head) {
        FileFacts facts = FileFacts.of(head);
        responder.facts.put(file.key(), facts);
        return facts;
    }

    /** Reads one byte to learn the facts, then plans. */
    private final class Probe extends UntilHead {
        @Override
        public void onHead(SourceHead head) {
            FileFacts facts = remember(head);
            cancelReading();
            follow(planner.plan(facts), facts);
        }
    }

    /** Asks for what the client seems to want, and plans when the facts come with it. */
    private final class Opening extends UntilHead {
        private final Span guess;
        private @Nullable Body delegate;

        Opening(Span guess) {
            this.guess = guess;
        }

        @Override
        public void onHead(SourceHead head) {
            FileFacts facts = remember(head);
            MediaPlan plan = planner.plan(facts);
            if (plan instanceof Parts parts && parts.isServedBy(guess, facts.ranged())) {
                plans++;
                delegate = new Body(parts, 0, facts);
                delegate.begin();
            } else {
                cancelReading();
                follow(plan, facts);
            }
        }

        @Override
        public void onBytes(ByteBuf bytes) {
            if (delegate == null) {
                bytes.release();
            } else {
                delegate.onBytes(bytes);
            }
        }

        @Override
        public void onEnd() {
            if (delegate != null) {
                delegate.onEnd();
            }
        }
    }

    /** Moves the bytes of one part. */
    private final class Body implements Receiver {
        private final Parts parts;
        private final int index;
        private final FileFacts facts;
        private long left;

        Body(Parts parts, int index, FileFacts facts) {
            this.parts = parts;
            this.index = index;
            this.facts = facts;
            this.left = parts.lengthOf(index);
        }

        @Override
        public void onHead(SourceHead head) {
            FileFacts now = remember(head);
            if (now.equals(facts)) {
                begin();
            } else if (headSent || plans >= MAX_PLANS) {
                fail(new SourceFailure.Changed());
            } else {
                cancelReading();
                follow(planner.plan(now), now);
            }
        }

        void begin() {
            if (!headSent) {
                headSent = true;
                responder.metrics.streamStarted();
                parts.writeHead(response);
            }
            byte[] preamble = parts.preamble(index);
            if (preamble.length > 0) {
                body.write(Unpooled.wrappedBuffer(preamble));
            }
        }

        @Override
        public void onBytes(ByteBuf bytes) {
            int count = bytes.readableBytes();
            if (left != Parts.UNKNOWN_LENGTH) {
                if (count > left) {
                    bytes.release();
                    fail(new SourceFailure.Broken("more bytes than announced"));
                    return;
                }
                left -= count;
            }
            responder.metrics.bytesServed(count);
            body.write(bytes);
        }

        @Override
        public void onEnd() {
            if (left > 0) {
                fail(new SourceFailure.Broken("fewer bytes than announced"));
            } else if (index + 1 < parts.count()) {
                read(parts.span(index + 1), new Body(parts, index + 1, facts));
            } else {
                byte[] closing = parts.closing();
                if (closing.length > 0) {
                    body.write(Unpooled.wrappedBuffer(closing));
                }
                finish();
            }
        }

        @Override
        public void onFailure(SourceFailure failure) {
            fail(failure);
        }
    }

    /** A receiver that is only interested in the head. */
    private abstract class UntilHead implements Receiver {
        @Override
        public void onBytes(ByteBuf bytes) {
            bytes.release();
        }

        @Override
        public void onEnd() {}

        @Override
        public void onFailure(SourceFailure failure) {
            fail(failure);
        }
    }
}
