package dev.weir.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.LogSettings.Format;
import dev.weir.config.LogSettings.Level;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JsonFormatTest {

    @Test
    void anEventIsOneObjectWithTheFixedFields() {
        try (CapturedLog log = new CapturedLog(Level.INFO, Format.JSON)) {
            Instant before = Instant.now().minusMillis(1);
            log.logger("weir.some").info("hello {}", "you");
            JsonObject line = log.lines().getFirst();
            assertThat(line.fieldNames()).containsExactly("timestamp", "level", "logger", "message");
            assertThat(line.getString("level")).isEqualTo("info");
            assertThat(line.getString("logger")).isEqualTo("weir.some");
            assertThat(line.getString("message")).isEqualTo("hello you");
            assertThat(Instant.parse(line.getString("timestamp"))).isBetween(before, Instant.now());
        }
    }

    @Test
    void keyValuesBecomeFieldsOfTheirOwnType() {
        try (CapturedLog log = new CapturedLog(Level.INFO, Format.JSON)) {
            log.logger("a")
                    .atInfo()
                    .addKeyValue("count", 3)
                    .addKeyValue("ratio", 0.5)
                    .addKeyValue("endless", Double.POSITIVE_INFINITY)
                    .addKeyValue("done", true)
                    .addKeyValue("nothing", (Object) null)
                    .addKeyValue("address", "https://u:p@h/a/b?c=d")
                    .addKeyValue("message", "another")
                    .addKeyValue("bad", new Object() {
                        @Override
                        public String toString() {
                            throw new IllegalStateException("no text");
                        }
                    })
                    .log("said");
            JsonObject line = log.lines().getFirst();
            assertThat(line.getValue("count")).isEqualTo(3);
            assertThat(line.getValue("ratio")).isEqualTo(0.5);
            assertThat(line.getValue("endless")).isEqualTo("Infinity");
            assertThat(line.getValue("done")).isEqualTo(true);
            assertThat(line.containsKey("nothing")).isTrue();
            assertThat(line.getValue("nothing")).isNull();
            assertThat(line.getString("address")).isEqualTo("https://h/a/...");
            assertThat(line.getString("message")).isEqualTo("said");
            assertThat(line.getString("message_")).isEqualTo("another");
            assertThat(line.getString("bad")).contains("toString() failed");
        }
    }

    @Test
    void theRequestIdComesFromTheContextOrFromThePair() {
        try (CapturedLog log = new CapturedLog(Level.INFO, Format.JSON)) {
            log.mdc.put("request_id", "from-context");
            log.logger("a").info("one");
            log.logger("a").atInfo().addKeyValue("request_id", "from-pair").log("two");
            log.mdc.clear();
            log.logger("a").info("three");
            assertThat(log.lines())
                    .extracting(line -> line.getString("request_id"))
                    .containsExactly("from-context", "from-pair", null);
        }
    }

    @Test
    void exceptionsAreNamedAndTheirStackIsShownAtDebugOnly() {
        IOException failure = new IOException("cannot read https://h/a/b?sig=s3cret", new IOException("refused"));
        try (CapturedLog info = new CapturedLog(Level.INFO, Format.JSON);
                CapturedLog debug = new CapturedLog(Level.DEBUG, Format.JSON)) {
            info.logger("a").error("failed", failure);
            debug.logger("a").error("failed", failure);
            JsonObject line = info.lines().getFirst();
            assertThat(line.getString("exception")).isEqualTo("java.io.IOException");
            assertThat(line.getString("exception_message")).isEqualTo("cannot read https://h/a/...");
            assertThat(line.getString("cause")).isEqualTo("java.io.IOException: refused");
            assertThat(line.containsKey("stack")).isFalse();
            assertThat(debug.lines().getFirst().getString("stack"))
                    .contains("at dev.weir.telemetry.JsonFormatTest")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void whateverATextHoldsTheLineStaysOneLineOfJson() {
        try (CapturedLog log = new CapturedLog(Level.INFO, Format.JSON)) {
            log.logger("a").info("line\nbreak \"quote\" \u0000 \u2028 half \ud83d pair, é");
            log.logger("a").info("x".repeat(100_000));
            assertThat(log.lines().get(0).getString("message"))
                    .isEqualTo("line\nbreak \"quote\" \u0000 \u2028 half \ud83d pair, é");
            assertThat(log.text().lines().toList())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line).matches("\\p{Print}+").hasSizeLessThan(3000));
        }
    }
}
