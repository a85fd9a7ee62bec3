package dev.weir.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** An audit entry as one JSON object (RFC 8259) on one line. */
final class AuditFormat implements LineFormat {
    private static final int LONGEST = 512;

    /** ASCII only: no character of a request may change how the line reads, or begin another. */
    private final JsonFactory json = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final Rfc3339 timestamps = new Rfc3339();

    @Override
    public void write(ILoggingEvent event, OutputStream out) throws IOException {
        try (JsonGenerator line = json.createGenerator(out)) {
            line.writeStartObject();
            line.writeStringField("time", timestamps.of(event.getTimeStamp()));
            Object[] arguments = event.getArgumentArray();
            if (arguments != null
                    && arguments.length == 2
                    && arguments[0] instanceof AuditEntry entry
                    && arguments[1] instanceof Long withheld) {
                fields(line, entry);
                if (withheld > 0) {
                    line.writeNumberField("withheld", withheld);
                }
            } else {
                line.writeStringField("action", "gap");
                line.writeStringField("message", event.getFormattedMessage());
            }
            line.writeEndObject();
            line.writeRaw('\n');
        }
    }

    private static void fields(JsonGenerator line, AuditEntry entry) throws IOException {
        text(line, "request_id", entry.requestId());
        text(line, "client", entry.client());
        text(line, "key_id", entry.keyId());
        text(line, "method", entry.method());
        text(line, "path", Redaction.place(entry.path()));
        text(line, "action", entry.action());
        text(line, "outcome", entry.outcome());
        line.writeNumberField("status", entry.status());
        text(line, "reason", entry.reason() == null ? null : entry.reason().wireName());
    }

    private static void text(JsonGenerator line, String name, @Nullable String text) throws IOException {
        if (text == null) {
            line.writeNullField(name);
        } else {
            line.writeStringField(name, text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...");
        }
    }
}
