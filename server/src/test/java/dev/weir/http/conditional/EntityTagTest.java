package dev.weir.http.conditional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityTagTest {

    @Test
    void staysTheSameForever() {
        // Written down once: a change here makes every player and cache fetch everything again.
        assertThat(EntityTag.ofFile("youtube", "dQw4w9WgXcQ", "18", 12345, "\"v1\""))
                .hasToString("\"hTLXR0aiDxjkWTgW-0C5vw\"");
    }

    @Test
    void everyPartCounts() {
        Set<EntityTag> tags = new HashSet<>();
        tags.add(EntityTag.ofFile("youtube", "a", "18", 1, "v"));
        tags.add(EntityTag.ofFile("twitter", "a", "18", 1, "v"));
        tags.add(EntityTag.ofFile("youtube", "b", "18", 1, "v"));
        tags.add(EntityTag.ofFile("youtube", "a", "22", 1, "v"));
        tags.add(EntityTag.ofFile("youtube", "a", "18", 2, "v"));
        tags.add(EntityTag.ofFile("youtube", "a", "18", -1, "v"));
        tags.add(EntityTag.ofFile("youtube", "a", "18", 1, ""));
        assertThat(tags).hasSize(7);
    }

    @Test
    void noPartRunsIntoTheNext() {
        assertThat(EntityTag.strong(List.of("ab", "c"))).isNotEqualTo(EntityTag.strong(List.of("a", "bc")));
        assertThat(EntityTag.strong(List.of("ab", ""))).isNotEqualTo(EntityTag.strong(List.of("ab")));
    }

    @Test
    void isShortStrongAndNeedsNoEscapes() {
        assertThat(EntityTag.ofFile("youtube", "\"\u4e2d, x", "18", 1, "W/\"y\"")
                        .toString())
                .matches("\"[A-Za-z0-9_-]{22}\"");
    }

    @Test
    void comparesAsTheRfcsTableSays() {
        EntityTag weak = new EntityTag("1", true);
        EntityTag strong = new EntityTag("1", false);
        EntityTag other = new EntityTag("2", true);

        assertThat(weak.matchesStrongly(weak)).isFalse();
        assertThat(weak.matchesWeakly(weak)).isTrue();
        assertThat(weak.matchesWeakly(other)).isFalse();
        assertThat(weak.matchesStrongly(strong)).isFalse();
        assertThat(weak.matchesWeakly(strong)).isTrue();
        assertThat(strong.matchesStrongly(strong)).isTrue();
        assertThat(strong.matchesWeakly(strong)).isTrue();
    }
}
