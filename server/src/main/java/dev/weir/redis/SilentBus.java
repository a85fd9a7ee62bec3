package dev.weir.redis;

import io.lettuce.core.event.Event;
import io.lettuce.core.event.EventBus;
import reactor.core.publisher.Flux;

/** Nobody listens to Lettuce's events, so they end here. */
final class SilentBus implements EventBus {
    @Override
    public Flux<Event> get() {
        return Flux.never();
    }

    @Override
    public void publish(Event event) {
        // Dropped: see above.
    }
}
