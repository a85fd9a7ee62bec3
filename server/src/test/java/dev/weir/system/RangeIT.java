package dev.weir.system;

import static dev.weir.system.Running.MEDIA;
import static dev.weir.system.Running.ORIGIN;
import static dev.weir.system.Running.get;
import static dev.weir.system.Running.proxyOf;
import static dev.weir.system.Running.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What players rely on (RFC 9110 sections 13 and 14), from the client's side to the origin's. */
class RangeIT {
    private static final String PLAIN = proxyOf("plain", "noise.mp4");
    private static final byte[] NOISE = MEDIA.bytes("noise.mp4");

    @ParameterizedTest
    @ValueSource(strings = {"plain", "bounded"})
    void anyRangeOfAFileIsThatPartOfIt(String behaviour) throws Exception {
        String path = "/api/v2/stream/proxy/youtube/" + (behaviour + "______").substring(0, 11);
        byte[] whole = MEDIA.bytes("v720.mp4");
        Random random = new Random(behaviour.hashCode());
        for (int i = 0; i < 60; i++) {
            int first = random.nextInt(whole.length);
            int last = first + random.nextInt(whole.length - first);
            HttpResponse<byte[]> part = get(path, "Range", "bytes=" + first + "-" + last);
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.headers().firstValue("Content-Range"))
                    .hasValue("bytes " + first + "-" + last + "/" + whole.length);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, first, last + 1));
        }
        assertThat(get(path).body()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({"bytes=0-0,0,1", "bytes=-10,-10,10", "bytes=6291446-,-10,10", "bytes=6291446-99999999999,-10,10"})
    void endsAndSuffixes(String range, int from, int length) throws Exception {
        HttpResponse<byte[]> part = get(PLAIN, "Range", range);
        int first = from < 0 ? NOISE.length + from : from;
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(NOISE, first, first + length));
    }

    @Test
    void severalRangesComeAsMultipart() throws Exception {
        HttpResponse<byte[]> parts = get(PLAIN, "Range", "bytes=0-4,100-104,-5");
        assertThat(parts.statusCode()).isEqualTo(206);
        assertThat(parts.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("multipart/byteranges; boundary=");
        assertThat(parts.headers().firstValueAsLong("Content-Length")).hasValue(parts.body().length);
        String text = new String(parts.body(), StandardCharsets.ISO_8859_1);
        assertThat(text)
                .contains("Content-Range: bytes 0-4/" + NOISE.length, "bytes 100-104/", "Content-Type: video/mp4");
        assertThat(text)
                .contains(latin(NOISE, 0, 5), latin(NOISE, 100, 105), latin(NOISE, NOISE.length - 5, NOISE.length));
    }

    @Test
    void aRangeOutsideIsRefusedWithTheLength() throws Exception {
        HttpResponse<byte[]> refused = get(PLAIN, "Range", "bytes=99999999-");
        assertThat(refused.statusCode()).isEqualTo(416);
        assertThat(refused.headers().firstValue("Content-Range")).hasValue("bytes */" + NOISE.length);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("range_not_satisfiable");
    }

    @Test
    void headSaysWhatGetSays() throws Exception {
        HttpResponse<byte[]> head = send("HEAD", PLAIN);
        HttpResponse<byte[]> get = get(PLAIN);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String name : new String[] {"Content-Length", "Content-Type", "ETag", "Accept-Ranges", "Last-Modified"}) {
            assertThat(head.headers().firstValue(name))
                    .isPresent()
                    .isEqualTo(get.headers().firstValue(name));
        }
        assertThat(ORIGIN.requests()).noneMatch(request -> request.method().equals("HEAD"));
    }

    @Test
    void validatorsHold() throws Exception {
        String tag =
                get(PLAIN, "Range", "bytes=0-0").headers().firstValue("ETag").orElseThrow();
        assertThat(tag).startsWith("\"");
        assertThat(get(PLAIN, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(PLAIN, "If-Match", "\"other\"").statusCode()).isEqualTo(412);
        assertThat(get(PLAIN, "If-Match", tag, "Range", "bytes=0-1").statusCode())
                .isEqualTo(206);
        assertThat(get(PLAIN, "If-Range", tag, "Range", "bytes=0-1").statusCode())
                .isEqualTo(206);
        assertThat(get(PLAIN, "If-Range", "\"other\"", "Range", "bytes=0-1").statusCode())
                .isEqualTo(200);
        assertThat(get(PLAIN, "If-Range", "Wed, 21 Oct 2015 07:28:00 GMT", "Range", "bytes=0-1")
                        .statusCode())
                .isEqualTo(206);
        assertThat(get(PLAIN, "If-Modified-Since", "Wed, 21 Oct 2015 07:28:00 GMT")
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void anOriginWithoutRangesIsSentWhole() throws Exception {
        HttpResponse<byte[]> whole = get(proxyOf("norange", "noise.mp4"), "Range", "bytes=100-200");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Accept-Ranges")).hasValue("none");
        assertThat(whole.body()).isEqualTo(NOISE);
    }

    @Test
    void aFileOfUnknownLengthIsSentToItsEnd() throws Exception {
        HttpResponse<byte[]> whole = get(proxyOf("chunked", "noise.mp4"));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Content-Length")).isEmpty();
        assertThat(whole.body()).isEqualTo(NOISE);
    }

    private static String latin(byte[] bytes, int from, int to) {
        return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.ISO_8859_1);
    }
}
