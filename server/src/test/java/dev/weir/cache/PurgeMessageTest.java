package dev.weir.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.resolve.PurgeScope;
import dev.weir.resolve.PurgeScope.Everything;
import dev.weir.resolve.PurgeScope.OnePlatform;
import dev.weir.resolve.PurgeScope.OneVideo;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurgeMessageTest {
    @Test
    void everyScopeIsUnderstood() {
        for (PurgeScope scope : List.of(
                new OneVideo("generic", "https://example.org/a b?c=d"), new OnePlatform("twitch"), new Everything())) {
            PurgeMessage message = new PurgeMessage("0123456789abcdef", scope);
            assertThat(PurgeMessage.decode(message.encode())).isEqualTo(message);
        }
    }

    @Test
    void whatIsNotUnderstoodMeansEverything() {
        for (String text : List.of("", "mark", "mark uploader x", "mark video youtube", " ", "mark platform a b")) {
            assertThat(PurgeMessage.decode(text).scope()).isEqualTo(new Everything());
        }
    }
}
