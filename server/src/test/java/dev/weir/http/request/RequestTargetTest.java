package dev.weir.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.http.request.Query.Parameter;
import dev.weir.video.Failure;
import dev.weir.video.FailureException;
import dev.weir.video.Reason;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    private static final String PREFIX = "/s/";
    private static final Set<String> OWN = Set.of("quality", "format", "download");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/s/youtube/abc                                          | youtube | abc                       | ",
                "/s/youtube/abc/                                         | youtube | abc                       | ",
                "/s/youtube/abc?quality=720p&x=1                         | youtube | abc                       | quality=720p,x=1",
                "/s/twitch/clip:slug                                     | twitch  | clip:slug                 | ",
                "/s/twitch/clip%3Aslug                                   | twitch  | clip:slug                 | ",
                "/s/you%74ube/a%2Db                                      | youtube | a-b                       | ",
                "/s/youtube/a+b                                          | youtube | a+b                       | ",
                "http://server:80/s/youtube/abc?quality=hd               | youtube | abc                       | quality=hd",
                "/s/auto/https://h/p?v=1&quality=720p                    | auto    | https://h/p?v=1           | quality=720p",
                "/s/auto/https://h/p?v=1&format=mp4&w=a%20b&format2      | auto    | https://h/p?v=1&w=a%20b&format2 | format=mp4",
                "/s/auto/https://h/p?quality=720p                        | auto    | https://h/p               | quality=720p",
                "/s/auto/https://h/p?url=https://o/                      | auto    | https://h/p?url=https://o/ | ",
                "/s/auto/https:/h/p                                      | auto    | https://h/p               | ",
                "/s/auto/HTTPS:/h//p/../q/                               | auto    | HTTPS://h//p/../q/        | ",
                "/s/auto/https://h/a%20b%2Fc                             | auto    | https://h/a%20b%2Fc       | ",
                "/s/auto/www.h.example/p?v=1                             | auto    | www.h.example/p?v=1       | ",
                "/s/youtube/https://h/p?v=1                              | youtube | https://h/p?v=1           | ",
                "/s/auto/ftp://h/p                                       | auto    | ftp://h/p                 | ",
                "/s/auto/file:///etc/passwd                              | auto    | file:///etc/passwd        | ",
                "/s/auto/https%3A%2F%2Fh%2Fp%3Fv%3D1?quality=720p&t=1    | auto    | https://h/p?v=1           | quality=720p,t=1",
                "/s/auto/https:%2F%2Fh%2Fp%3Fv=1                         | auto    | https://h/p?v=1           | ",
                "/s/auto/https%3A//h/p%3Fv%3D1                           | auto    | https://h/p?v=1           | ",
                "/s/auto/https%3A/h/p%3Fv%3D1                            | auto    | https://h/p?v=1           | ",
                "/s/auto/https%3a%2f%2Fh%2Fa%2520b                       | auto    | https://h/a%20b           | ",
                "/s/auto/www.h.example%2Fp%3Fv%3D1                       | auto    | www.h.example/p?v=1       | ",
                "/s/auto?url=https%3A%2F%2Fh%2Fp%3Fv%3D1&quality=best    | auto    | https://h/p?v=1           | url=https://h/p?v=1,quality=best",
                "/s/auto/?url=https://h/p?v=1                            | auto    | https://h/p?v=1           | url=https://h/p?v=1",
                "/s/auto/data:text%2Fhtml,x                              | auto    | data:text/html,x          | ",
            })
    void aTargetNamesAPlatformAnIdAndOurParameters(String raw, String platform, String id, String parameters) {
        VideoTarget target = RequestTarget.parse(raw).video(PREFIX, OWN);
        assertThat(target.platform()).isEqualTo(platform);
        assertThat(target.id()).isEqualTo(id);
        assertThat(written(target.parameters())).isEqualTo(parameters == null ? "" : parameters);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/s/https://h/p?v=1&quality=hd      | true  | https://h/p?v=1",
                "/s/https:/h/p                      | true  | https://h/p",
                "/s/https%3A%2F%2Fh%2Fp             | true  | https://h/p",
                "/s/www.h.example/p                 | true  | www.h.example/p",
                "/s?url=https%3A%2F%2Fh%2Fp         | false | https://h/p",
                "/s/?url=https%3A%2F%2Fh%2Fp        | false | https://h/p",
            })
    void aPageMayStandWithoutAPlatform(String raw, boolean inPath, String id) {
        RequestTarget target = RequestTarget.parse(raw);
        assertThat(target.pageFollows(PREFIX)).isEqualTo(inPath);
        assertThat(target.page(PREFIX, OWN).platform()).isEqualTo("auto");
        assertThat(target.page(PREFIX, OWN).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/s/youtube/abc", "/s/auto/https://h/p", "/s/twitch/clip:x", "/s/", "/other/https://h/p"})
    void thePlatformOfAPathIsNoPage(String raw) {
        assertThat(RequestTarget.parse(raw).pageFollows(PREFIX)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "host:443",
                "s/youtube/abc",
                "/s",
                "/s/",
                "/s//abc",
                "/s/youtube",
                "/s/youtube/",
                "/s/youtube?url=",
                "/s/youtube/a/b",
                "/s/youtube/a/b/",
                "/s/youtube//",
                "/s/youtube//abc",
                "/s/youtube/..",
                "/s/youtube/.",
                "/s/youtube/%2e%2e",
                "/s/youtube/%2E%2e%2fsecret",
                "/s/youtube/a%2f..%2fb",
                "/s/youtube/../x",
                "/s/youtube/%",
                "/s/youtube/%4",
                "/s/youtube/%zz",
                "/s/youtube/%00",
                "/s/youtube/a%0ab",
                "/s/youtube/%7f",
                "/s/youtube/%c2%85",
                "/s/youtube/%ff",
                "/s/youtube/%c0%af",
                "/s/youtube/%ed%a0%80",
                "/s/%00/abc",
                "/x/../s/youtube/abc",
                "/%73/youtube/abc",
                "//s/youtube/abc",
                "/s/auto/https%3A%2F%2Fh%2F%",
                "/s/auto/https%3A%2F%2Fh%2F%00",
                "/s/youtube/abc?quality=%",
                "/s/youtube/abc?x=%ff",
                "/s/youtube/abc?x=%00",
                "/s/youtube/abc?quality=hd&quality=sd",
                "/s/youtube/abc?quality=hd&q%75ality=hd",
                "/s/youtube/abc?url=https%3A%2F%2Fh%2F",
                "/s/auto?url=https%3A%2F%2Fh%2F&url=x",
                "/s/auto/https://h/p?quality=hd&v=1&quality=sd",
                "/s/auto/https://h/p?quality=%zz",
            })
    void malformedTargetsAreInvalid(String raw) {
        Failure failure = assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> RequestTarget.parse(raw).video(PREFIX, OWN))
                .actual()
                .failure();
        assertThat(failure.reason()).isEqualTo(Reason.INVALID_PARAMETER);
        assertThat(failure.message()).endsWith(".");
        assertThat(failure.detail()).endsWith(".");
    }

    @Test
    void platformsAndParametersAreBounded() {
        assertThat(invalid("/s/" + "a".repeat(65) + "/abc")).isTrue();
        assertThat(invalid("/s/youtube/abc?" + "a=1&".repeat(Query.MAX_PARAMETERS)))
                .isFalse();
        assertThat(invalid("/s/youtube/abc?" + "a=1&".repeat(Query.MAX_PARAMETERS + 1)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a.%2f", "%2f", "%", "/", "https:", "a=1&", "\u00c3\u00a9", "."})
    void longRunsOfAnythingAreReadOrRefused(String piece) {
        String run = piece.repeat(30_000 / piece.length());
        for (String start : List.of("/s/auto/", "/s/auto/https://h/", "/s/", "/s/auto/x?url=", "")) {
            try {
                assertThat(RequestTarget.parse(start + run).video(PREFIX, OWN).id())
                        .isNotEmpty();
            } catch (FailureException e) {
                assertThat(e.failure().reason()).isEqualTo(Reason.INVALID_PARAMETER);
            }
        }
    }

    @Test
    void bytesThatAClientDidNotEncodeAreReadAsUtf8() {
        String raw = "/s/auto/https://h/\u00c3\u00a9?q=\u00c3\u00a9";
        assertThat(RequestTarget.parse(raw).video(PREFIX, OWN).id()).isEqualTo("https://h/%C3%A9?q=%C3%A9");
        assertThat(RequestTarget.parse("/s/local/\u00c3\u00a9.mp4")
                        .video(PREFIX, OWN)
                        .id())
                .isEqualTo("\u00e9.mp4");
        assertThat(invalid("/s/local/\u00e9.mp4")).isTrue();
        assertThat(invalid("/s/local/\u5f71.mp4")).isTrue();
    }

    @Test
    void aQueryKeepsOrderRepetitionAndEmptyValues() {
        Query query = Query.parse("b=1&a=%C3%A9+x&&b=2&c&=d&e=f=g");
        assertThat(query.parameters())
                .containsExactly(
                        new Parameter("b", "1"),
                        new Parameter("a", "\u00e9 x"),
                        new Parameter("b", "2"),
                        new Parameter("c", ""),
                        new Parameter("", "d"),
                        new Parameter("e", "f=g"));
        assertThat(query.get("b")).isEqualTo("1");
        assertThat(query.get("c")).isEmpty();
        assertThat(query.get("x")).isNull();
        assertThat(Query.parse("")).isEqualTo(Query.EMPTY);
    }

    @Test
    void everyTargetIsEitherInvalidOrNamesAVideo() {
        Random random = new Random(20260702);
        List<String> pieces = List.of(
                "/",
                "//",
                "?",
                "&",
                "=",
                "%",
                "%2f",
                "%2e",
                "%00",
                "%ff",
                "%C3%A9",
                ":",
                "auto",
                "youtube",
                "https:",
                "https%3A",
                "http://",
                "www.",
                "h.example",
                ".",
                "..",
                "abc",
                "quality=",
                "url=",
                "format",
                "+",
                "\u00e9",
                "#",
                " ",
                "\0",
                "\n");
        int read = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder raw = new StringBuilder(random.nextInt(4) == 0 ? "" : PREFIX + "auto/");
            for (int piece = random.nextInt(10); piece > 0; piece--) {
                raw.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                VideoTarget target = RequestTarget.parse(raw.toString()).video(PREFIX, OWN);
                assertThat(target.id()).isNotEmpty();
                assertThat(target.platform()).isNotEmpty().doesNotContain("/", "\0");
                read++;
            } catch (FailureException e) {
                assertThat(e.failure().reason()).isEqualTo(Reason.INVALID_PARAMETER);
            }
        }
        assertThat(read).isGreaterThan(6_000);
    }

    private static boolean invalid(String raw) {
        try {
            RequestTarget.parse(raw).video(PREFIX, OWN);
            return false;
        } catch (FailureException e) {
            return e.failure().reason() == Reason.INVALID_PARAMETER;
        }
    }

    private static String written(Query query) {
        return query.parameters().stream()
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining(","));
    }
}
