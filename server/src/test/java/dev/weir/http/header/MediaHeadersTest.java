package dev.weir.http.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.http.conditional.EntityTag;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MediaHeadersTest {

    @Test
    void describesAFileAndValidatesAnOldCopy() {
        MediaHeaders media = new MediaHeaders(
                "video/mp4", new EntityTag("x", false), "Sun, 06 Nov 1994 08:49:37 GMT", "attachment", true);
        Map<String, String> described = new LinkedHashMap<>();
        media.describe(described::put);
        Map<String, String> validated = new LinkedHashMap<>();
        media.validate(validated::put);

        assertThat(described)
                .containsExactly(
                        Map.entry("Content-Type", "video/mp4"),
                        Map.entry("Accept-Ranges", "bytes"),
                        Map.entry("Content-Disposition", "attachment"),
                        Map.entry("ETag", "\"x\""),
                        Map.entry("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"));
        assertThat(validated).containsOnlyKeys("ETag", "Last-Modified");
    }

    @Test
    void leavesOutWhatIsUnknown() {
        Map<String, String> described = new LinkedHashMap<>();
        new MediaHeaders("audio/mp4", new EntityTag("x", false), null, null, false).describe(described::put);
        assertThat(described)
                .containsExactly(
                        Map.entry("Content-Type", "audio/mp4"),
                        Map.entry("Accept-Ranges", "none"),
                        Map.entry("ETag", "\"x\""));
    }
}
