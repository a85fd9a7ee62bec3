package dev.weir.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** An event as one JSON object (RFC 8259) on one line; key-value pairs become fields beside the fixed ones. */
final class JsonFormat implements LineFormat {
    private static final int LONGEST = 2048;
    private static final int LONGEST_STACK = 16_384;
    private static final String REQUEST_ID = "request_id";
    private static final Set<String> FIXED =
            Set.of("timestamp", "level", "logger", "message", "exception", "exception_message", "cause", "stack");

    /** ASCII only: half a surrogate pair must not cost the line, and no invisible character may change how it reads. */
    private final JsonFactory json = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final Rfc3339 timestamps = new Rfc3339();
    private final boolean stacks;

    /** @param stacks whether stack traces are written */
    JsonFormat(boolean stacks) {
        this.stacks = stacks;
    }

    @Override
    public void write(ILoggingEvent event, OutputStream out) throws IOException {
        try (JsonGenerator line = json.createGenerator(out)) {
            line.writeStartObject();
            line.writeStringField("timestamp", timestamps.of(event.getTimeStamp()));
            line.writeStringField("level", event.getLevel().levelStr.toLowerCase(Locale.ROOT));
            line.writeStringField("logger", event.getLoggerName());
            AccessEntry entry = AccessLog.entry(event);
            if (entry == null) {
                fields(line, event);
            } else {
                access(line, entry);
            }
            line.writeEndObject();
            line.writeRaw('\n');
        }
    }

    private void fields(JsonGenerator line, ILoggingEvent event) throws IOException {
        text(line, "message", event.getFormattedMessage());
        boolean named = false;
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            for (KeyValuePair pair : pairs) {
                named |= pair.key.equals(REQUEST_ID);
                pair(line, pair);
            }
        }
        if (!named) {
            text(line, REQUEST_ID, event.getMDCPropertyMap().get(REQUEST_ID));
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            text(line, "exception", thrown.getClassName());
            text(line, "exception_message", thrown.getMessage());
            IThrowableProxy cause = thrown.getCause();
            if (cause != null) {
                text(line, "cause", cause.getClassName() + ": " + cause.getMessage());
            }
            if (stacks) {
                line.writeStringField("stack", cut(Redaction.text(ThrowableProxyUtil.asString(thrown)), LONGEST_STACK));
            }
        }
    }

    private static void access(JsonGenerator line, AccessEntry entry) throws IOException {
        line.writeStringField("message", "request");
        line.writeStringField(REQUEST_ID, entry.requestId());
        line.writeStringField("method", entry.method());
        line.writeStringField("path", cut(Redaction.target(entry.target()), LONGEST));
        line.writeNumberField("status", entry.status());
        line.writeNumberField("bytes", entry.bytes());
        line.writeNumberField("duration_ms", entry.millis());
        line.writeStringField("client", entry.client());
        text(line, "user_agent", entry.userAgent());
        text(line, "platform", entry.platform());
        text(line, "reason", entry.reason());
    }

    private static void pair(JsonGenerator line, KeyValuePair pair) throws IOException {
        String name = FIXED.contains(pair.key) ? pair.key + "_" : pair.key;
        switch (pair.value) {
            case null -> line.writeNullField(name);
            case Integer number -> line.writeNumberField(name, number);
            case Long number -> line.writeNumberField(name, number);
            case Double number when Double.isFinite(number) -> line.writeNumberField(name, number);
            case Boolean truth -> line.writeBooleanField(name, truth);
            default -> text(line, name, string(pair.value));
        }
    }

    private static String string(Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException e) {
            // As SLF4J does it for arguments: one bad toString() must not cost the line.
            return "[" + value.getClass().getName() + ".toString() failed]";
        }
    }

    private static void text(JsonGenerator line, String name, @Nullable String text) throws IOException {
        if (text != null) {
            line.writeStringField(name, cut(Redaction.text(text), LONGEST));
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
