package dev.weir.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was built, in reverse; what fails to close does not keep the rest open. */
final class ClosingStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClosingStack.class);

    private final Deque<Runnable> closers = new ArrayDeque<>();

    /** Remembers how to close a part, and hands it on. */
    <T> T add(T part, Consumer<T> closer) {
        closers.push(() -> closer.accept(part));
        return part;
    }

    @Override
    public void close() {
        for (Runnable closer = closers.poll(); closer != null; closer = closers.poll()) {
            try {
                closer.run();
            } catch (RuntimeException e) {
                LOG.warn("a part of the server did not close", e);
            }
        }
    }
}
