package dev.weir.system;

import static dev.weir.system.Posts.json;
import static dev.weir.system.Running.ORIGIN;
import static dev.weir.system.Running.encode;
import static dev.weir.system.Running.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of videos, read by the real yt-dlp. */
class PlaylistIT {
    private static final String LISTS = "/api/v2/playlists/";

    @Test
    void aListOfThousandsIsReadOnceAndNoneOfItsEntriesIsExtracted() throws Exception {
        JsonObject list = data(LISTS + "youtube/PLuncounted_0001");
        assertThat(list.fieldNames())
                .containsExactlyInAnyOrder(
                        "id", "title", "description", "uploader", "webpage_url", "platform", "entry_count", "entries");
        assertThat(list.getString("id")).isEqualTo("PLuncounted_0001");
        assertThat(list.getString("title")).isEqualTo("List uncounted");
        assertThat(list.getString("description")).isEqualTo("All of them");
        assertThat(list.getString("uploader")).isEqualTo("Curator");
        assertThat(list.getString("platform")).isEqualTo("youtube");
        assertThat(list.getString("webpage_url")).isEqualTo("https://www.youtube.com/playlist?list=PLuncounted_0001");
        assertThat(list.getInteger("entry_count")).isEqualTo(5_000);
        List<JsonObject> entries = entries(list);
        assertThat(entries).hasSize(50);
        assertThat(entries.getFirst())
                .isEqualTo(new JsonObject()
                        .put("id", "entry000000")
                        .put("title", "Film 0")
                        .put("duration", 60)
                        .put("uploader", "Tester")
                        .put("webpage_url", "https://www.youtube.com/watch?v=entry000000"));
        int pages = ORIGIN.listPages("youtube:PLuncounted_0001");
        assertThat(pages).isEqualTo(51);

        JsonObject far = data(LISTS + "youtube/PLuncounted_0001?limit=500&offset=4700");
        assertThat(ids(far)).hasSize(300).startsWith("entry004700").endsWith("entry004999");
        assertThat(ids(data(LISTS + "youtube/PLuncounted_0001?offset=5000"))).isEmpty();
        assertThat(ORIGIN.listPages("youtube:PLuncounted_0001")).isEqualTo(pages);
        assertThat(ORIGIN.extractions("youtube:entry000000")).isZero();
        assertThat(ORIGIN.extractions("youtube:entry004999")).isZero();
    }

    @Test
    void aListThatSaysHowLongItIsIsReadNoFurtherThanAskedFor() throws Exception {
        JsonObject list = data(LISTS + "youtube/PLcounted_000001?limit=100");
        assertThat(list.getInteger("entry_count")).isEqualTo(5_000);
        assertThat(ids(list)).hasSize(100);
        assertThat(ORIGIN.listPages("youtube:PLcounted_000001")).isEqualTo(1);
        assertThat(ids(data(LISTS + "youtube/PLcounted_000001?limit=30&offset=60")))
                .startsWith("entry000060");
        assertThat(ORIGIN.listPages("youtube:PLcounted_000001")).isEqualTo(1);
        assertThat(ids(data(LISTS + "youtube/PLcounted_000001?limit=30&offset=230")))
                .hasSize(30)
                .startsWith("entry000230");
        assertThat(ids(data(LISTS + "youtube/PLcounted_000001?limit=200&offset=4990")))
                .hasSize(10)
                .endsWith("entry004999");
        assertThat(data(LISTS + "youtube/PLcounted_000001?offset=6000").getInteger("entry_count"))
                .isEqualTo(5_000);
    }

    @Test
    void pagedListsSkipThePagesBeforeTheWindow() throws Exception {
        JsonObject list = data(LISTS + "twitch/Paged?offset=4900&limit=20");
        assertThat(entries(list).getFirst().getString("webpage_url")).isEqualTo("https://www.twitch.tv/videos/4900");
        assertThat(list.encode()).doesNotContain("media.mp4");
        assertThat(ids(list)).hasSize(20);
        assertThat(list.getInteger("entry_count")).isEqualTo(5_000);
        assertThat(ORIGIN.listPages("twitch:paged")).isLessThan(4);
    }

    @Test
    void anEndlessListEndsByTheBounds() throws Exception {
        JsonObject list = data(LISTS + "youtube/PLendless_000001?limit=500");
        assertThat(ids(list)).hasSize(500);
        assertThat(list.getValue("entry_count")).isNull();
        assertThat(ORIGIN.listPages("youtube:PLendless_000001")).isLessThan(110);
    }

    @Test
    void aListThatBreaksOffStillGivesWhatCameBefore() throws Exception {
        JsonObject list = data(LISTS + "youtube/PLbreaking_00001?limit=300");
        assertThat(ids(list)).hasSize(300);
        assertThat(list.getValue("entry_count")).isNull();
        HttpResponse<byte[]> beyond = get(LISTS + "youtube/PLbreaking_00001?limit=50&offset=320");
        assertThat(beyond.statusCode()).isEqualTo(502);
        assertThat(json(beyond).getString("reason")).isEqualTo("upstream_failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auto/https://www.youtube.com/playlist?list=PLshort_0000001&limit=3",
                "youtube/https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dplain______%26list%3DPLshort_0000001?limit=3",
                "auto?url=https%3A%2F%2Fwww.youtube.com%2Fplaylist%3Flist%3DPLshort_0000001&limit=3",
                "auto/https%3A%2F%2Fyoutu.be%2Fplain______%3Flist%3DPLshort_0000001?limit=3",
                "YouTube/PLshort_0000001?limit=3"
            })
    void aPageAddressIsTheSameListAsItsId(String list) throws Exception {
        JsonObject answer = data(LISTS + list);
        assertThat(answer.getString("id")).isEqualTo("PLshort_0000001");
        assertThat(answer.getInteger("entry_count")).isEqualTo(7);
        assertThat(ids(answer)).hasSize(3);
        assertThat(ORIGIN.listPages("youtube:PLshort_0000001")).isEqualTo(2);
    }

    @Test
    void channelsStandForTheirVideos() throws Exception {
        assertThat(data(LISTS + "youtube/@short").getString("id")).isEqualTo("@short");
        assertThat(data(LISTS + "auto/" + encode("https://www.youtube.com/c/short/streams"))
                        .getInteger("entry_count"))
                .isEqualTo(7);
    }

    @Test
    void addressesThatNobodyShouldFollowAreLeftOut() throws Exception {
        JsonObject list = data(LISTS + "instagram/someone");
        assertThat(list.getInteger("entry_count")).isEqualTo(3);
        assertThat(entries(list))
                .extracting(entry -> entry.getString("webpage_url"))
                .containsExactly(null, null, "https://www.instagram.com/p/abc/");
        assertThat(entries(list).get(2).getString("id")).isEqualTo("abc");
        assertThat(entries(list).get(2).getValue("duration")).isNull();
        assertThat(entries(list).get(2).getString("title")).isEqualTo("7");
    }

    @Test
    void oneReadingServesAllWhoAskAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> askers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                askers.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return get(LISTS + "youtube/PLcounted_000002").statusCode();
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        threads));
            }
            assertThat(askers).allSatisfy(asker -> assertThat(asker.join()).isEqualTo(200));
        }
        assertThat(ORIGIN.listPages("youtube:PLcounted_000002")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "youtube/PLgone_000000001 404 not_found",
                "youtube/PLonevideo_00001 400 unsupported_url",
                "youtube/plain______ 400 invalid_parameter",
                "auto/https://www.youtube.com/watch?v=plain______ 400 unsupported_url",
                "youtube/WL 400 invalid_parameter",
                "youtube/--exec 400 invalid_parameter",
                "twitter/12345 400 invalid_parameter",
                "nowhere/12345 400 invalid_parameter",
                "auto/http://10.0.0.1/list 403 address_refused",
                "auto?url=file:///etc/passwd 400 unsupported_url",
                "youtube/PLshort_0000001?limit=0 400 invalid_parameter",
                "youtube/PLshort_0000001?limit=501 400 invalid_parameter",
                "youtube/PLshort_0000001?limit=many 400 invalid_parameter",
                "youtube/PLshort_0000001?offset=-1 400 invalid_parameter",
                "youtube/PLshort_0000001?offset=10000 400 invalid_parameter",
                "youtube/PLshort_0000001?offset=1&offset=2 400 invalid_parameter"
            })
    void whatIsNoListIsSaidInOneSentence(String list, int status, String reason) throws Exception {
        HttpResponse<byte[]> answer = get(LISTS + list);
        JsonObject failure = json(answer);
        assertThat(answer.statusCode()).as(failure.encode()).isEqualTo(status);
        assertThat(failure.getString("reason")).isEqualTo(reason);
        assertThat(failure.getString("error")).endsWith(".");
        assertThat(failure.getString("detail")).isNotBlank();
    }

    @Test
    void aVideoAndAListAskedForAsTheOtherAreTold() throws Exception {
        assertThat(json(get(LISTS + "youtube/plain______")).getString("error"))
                .isEqualTo("That id names one video, not a list.");
        assertThat(json(get(LISTS + "youtube/PLonevideo_00001")).getString("error"))
                .isEqualTo("The address leads to one video, not to a list.");
        JsonObject video = json(get("/api/v2/videos/youtube/PLshort_0000001"));
        assertThat(video.getString("error")).isEqualTo("That id names a list of videos, not one video.");
        assertThat(video.getString("detail")).contains("/api/v2/playlists/youtube/PLshort_0000001");
        assertThat(json(get(LISTS + "youtube/PLgone_000000002")).getString("error"))
                .isEqualTo("There is no such list.");
    }

    private static JsonObject data(String path) throws Exception {
        JsonObject answer = json(get(path));
        assertThat(answer.getBoolean("success")).as(answer.encode()).isTrue();
        return answer.getJsonObject("data");
    }

    private static List<JsonObject> entries(JsonObject list) {
        JsonArray entries = list.getJsonArray("entries");
        return entries.stream().map(JsonObject.class::cast).toList();
    }

    private static List<String> ids(JsonObject list) {
        return entries(list).stream().map(entry -> entry.getString("id")).toList();
    }
}
