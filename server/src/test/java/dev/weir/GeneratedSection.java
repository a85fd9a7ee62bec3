package dev.weir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page below `docs` that is written from the code, between `<!-- name: generated -->` and `<!-- name: end -->`. With
 * `-Dweir.docs=write` it is written instead of compared.
 */
public final class GeneratedSection {
    private final Path page;
    private final String begin;
    private final String end;

    public GeneratedSection(String page, String name) {
        this.page = Path.of("../docs").resolve(page);
        this.begin = "<!-- " + name + ": generated -->\n";
        this.end = "<!-- " + name + ": end -->";
    }

    public void mustBe(String content) throws IOException {
        String text = Files.readString(page);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        assertThat(from).as("%s has the mark %s", page, begin.strip()).isNotNegative();
        assertThat(to).as("%s has the mark %s", page, end).isGreaterThan(from);
        if (System.getProperty("weir.docs", "").equals("write")) {
            Files.writeString(page, text.substring(0, from) + begin + content + text.substring(to));
        } else {
            assertThat(text.substring(from + begin.length(), to))
                    .as("%s is out of date; -Dweir.docs=write writes it anew", page)
                    .isEqualTo(content);
        }
    }
}
