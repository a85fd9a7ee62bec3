package dev.weir.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.io.OutputStream;

/** Words an event as one entry of the log; used by one thread. */
interface LineFormat {

    /** @param out memory of the caller's, which never fails */
    void write(ILoggingEvent event, OutputStream out) throws IOException;
}
