package dev.weir.telemetry;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** An event as a line for people; a stack trace takes more. */
final class TextFormat implements LineFormat {
    private static final String PATTERN =
            "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level [%X{request_id:--}] %logger{20}: %replace(%msg){'[\\p{Cntrl}]+', ' '} %kvp%n";

    private final PatternLayout layout = new PatternLayout();
    private final boolean stacks;

    /** @param stacks whether stack traces are written, rather than an exception's name and message */
    TextFormat(Context context, boolean stacks) {
        this.stacks = stacks;
        layout.setContext(context);
        layout.setPattern(PATTERN + (stacks ? "%ex" : "%nopex"));
        layout.start();
    }

    @Override
    public void write(ILoggingEvent event, OutputStream out) throws IOException {
        String text = layout.doLayout(event);
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null && !stacks) {
            text += "  " + thrown.getClassName() + ": " + thrown.getMessage() + "\n";
        }
        out.write(Redaction.text(text).getBytes(StandardCharsets.UTF_8));
    }
}
