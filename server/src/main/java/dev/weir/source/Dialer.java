package dev.weir.source;

import dev.weir.security.egress.EgressRoute;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/** Makes connections along routes that the guard allowed. */
@FunctionalInterface
public interface Dialer {

    /**
     * Connects on the loop and installs the handler, where a proxy is on the way behind what speaks to it.
     *
     * @return the channel once the target is reached; it completes on the loop and belongs to the caller then
     */
    Future<Channel> dial(EgressRoute route, EventLoop loop, ChannelHandler initializer);
}
