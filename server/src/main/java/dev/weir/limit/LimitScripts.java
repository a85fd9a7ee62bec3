package dev.weir.limit;

import dev.weir.redis.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The Lua that lies beside these classes. */
final class LimitScripts {
    private LimitScripts() {}

    static Script load(String name) {
        try (InputStream source = LimitScripts.class.getResourceAsStream(name)) {
            if (source == null) {
                throw new IllegalStateException("the build lacks " + name);
            }
            return new Script(new String(source.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
