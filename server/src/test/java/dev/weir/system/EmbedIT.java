package dev.weir.system;

import static dev.weir.system.Running.ORIGIN;
import static dev.weir.system.Running.encode;
import static dev.weir.system.Running.get;
import static dev.weir.system.Running.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** The player that pages of other origins frame. */
class EmbedIT {
    private static final String EMBED = "/api/v2/stream/embed/";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws Exception {
        browser = Chromium.open();
        browser.manage().timeouts().scriptTimeout(PATIENCE);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void forgetComplaints() {
        browser.switchTo().defaultContent();
        complaints();
    }

    @Test
    void aPageOfAnotherOriginFramesThePlayerAndItPlays() throws IOException {
        frame(EMBED + "youtube/plain______?quality=360p&autoplay=true&theme=light");
        await().atMost(PATIENCE).until(() -> number("player.currentTime") > 0.3);
        assertThat(number("player.videoHeight")).isEqualTo(360);
        WebElement player = browser.findElement(By.id("player"));
        assertThat(player.getDomAttribute("aria-label")).contains("映画");
        assertThat(player.getDomAttribute("controls")).isNotNull();
        assertThat(browser.executeScript("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        picture("embed-playing");
        // The page around it has no icon; that is none of the player's business.
        assertThat(complaints()).allSatisfy(complaint -> assertThat(complaint).contains("/favicon.ico"));
    }

    @Test
    void withoutControlsTheKeyboardAndTheMousePlayIt() {
        frame(EMBED + "youtube/plain______?quality=144p&controls=false&width=320&height=180");
        WebElement player = browser.findElement(By.id("player"));
        assertThat(player.getSize().getWidth()).isEqualTo(320);
        player.sendKeys(Keys.SPACE);
        await().atMost(PATIENCE).until(() -> number("player.currentTime") > 0.2);
        player.click();
        await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(browser.executeScript("return player.paused")));
    }

    @Test
    void whatDoesNotPlayIsExplainedInTheFrame() throws IOException {
        frame(EMBED + "youtube/dead_______");
        WebElement status = browser.findElement(By.id("status"));
        await().atMost(PATIENCE)
                .until(() -> status.isDisplayed() && !status.getText().isBlank());
        assertThat(status.getDomAttribute("role")).isEqualTo("alert");
        picture("embed-failed");
    }

    @Test
    void aVideoThatIsNotThereIsSaidInTheFrameToo() throws IOException {
        frame(EMBED + "auto/" + encode(ORIGIN.http("/nothing")));
        assertThat(browser.findElements(By.id("player"))).isEmpty();
        assertThat(browser.findElement(By.id("status")).getText()).isNotBlank();
        picture("embed-nothing");
    }

    @Test
    void browsersGetAPageForAFailureAndProgramsTheDocument() throws Exception {
        String path = EMBED + "auto?url=" + encode(ORIGIN.http("/nothing"));
        HttpResponse<byte[]> program = get(path);
        HttpResponse<byte[]> person = get(path, "Accept", "text/html,*/*");
        assertThat(program.statusCode()).isEqualTo(person.statusCode()).isBetween(400, 599);
        JsonObject failure = new JsonObject(new String(program.body(), StandardCharsets.UTF_8));
        assertThat(failure.getString("code")).isEqualTo("STREAM_URL_FAILED");
        assertThat(person.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(new String(person.body(), StandardCharsets.UTF_8)).contains("role=\"alert\"");
    }

    @Test
    void theAnswerAllowsFramingAndNoScriptButOurs() throws Exception {
        HttpResponse<byte[]> page = get(EMBED + "youtube/plain______");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors *", "script-src 'self'", "default-src 'none'")
                .doesNotContain("unsafe");
        String html = new String(page.body(), StandardCharsets.UTF_8);
        assertThat(html).contains("src=\"/api/v2/stream/proxy/youtube/plain______?quality=best\"");
        assertThat(html).contains("Film &quot;plain______&quot;").doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quality=bad",
                "width=1",
                "height=x",
                "autoplay=2",
                "controls=si",
                "theme=pink",
                "width=5&width=6"
            })
    void parametersThatAreNotValidAreRefused(String query) throws Exception {
        for (String path : List.of(
                EMBED + "youtube/plain______?", "/api/embed?url=" + encode("https://youtu.be/plain______") + "&")) {
            HttpResponse<byte[]> answer = get(path + query);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"invalid_parameter\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://youtu.be/plain______,youtube/plain______",
        "https://www.bilibili.com/video/BVreferer000,bilibili/BVreferer000"
    })
    void theSimpleRouteLeadsThere(String page, String video) throws Exception {
        HttpResponse<byte[]> answer = get("/api/embed?width=800&height=450&quality=480p&url=" + encode(page));
        assertThat(answer.statusCode()).isEqualTo(302);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo(
                        EMBED + video + "?quality=480p&width=800&height=450&autoplay=false&controls=true&theme=dark");
        assertThat(get(location).statusCode()).isEqualTo(200);
    }

    /** Opens a page of the origin, and the path in a frame on it. */
    private static void frame(String path) {
        browser.get(ORIGIN.http("/page/plain/v360.mp4"));
        browser.executeAsyncScript("""
                const [source, done] = arguments;
                const frame = document.createElement("iframe");
                frame.width = 800;
                frame.height = 450;
                frame.allow = "autoplay";
                frame.title = "player";
                frame.onload = () => done();
                frame.src = source;
                document.body.replaceChildren(frame);
                """, url(path).toString());
        browser.switchTo().frame(0);
    }

    /** For people to look at. */
    private static void picture(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/pictures"));
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    private static List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(Object::toString)
                .toList();
    }

    private static double number(String expression) {
        return ((Number) browser.executeScript("return " + expression)).doubleValue();
    }
}
