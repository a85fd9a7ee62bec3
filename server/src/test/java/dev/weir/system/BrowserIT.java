package dev.weir.system;

import static dev.weir.system.Running.ORIGIN;
import static dev.weir.system.Running.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** A person with Chromium: pastes a link, watches, seeks. */
class BrowserIT {
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

    /** Reading the browser's log empties it. */
    @BeforeEach
    void forgetComplaints() {
        complaints();
    }

    @Test
    void aPastedLinkPlaysAndSeeks() throws Exception {
        browser.get(url("/").toString());
        browser.findElement(By.id("link")).sendKeys("https://www.youtube.com/watch?v=plain______", Keys.ENTER);
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("result")).isDisplayed());
        assertThat(browser.findElement(By.id("title")).getText()).contains("映画");
        assertThat(browser.findElements(By.cssSelector("#qualities label")).stream()
                        .map(WebElement::getText))
                .containsExactly("720p", "360p", "144p");
        play();
        for (double second : new double[] {15, 3, 18, 8}) {
            seek(second);
        }
        assertThat(complaints()).isEmpty();
        picture("page-playing");
    }

    @Test
    void aLinkInTheAddressIsOpenedAtOnceAndTheQualityCanBeChanged() throws Exception {
        browser.get(url("/?quality=360p&url=" + Running.encode(ORIGIN.http("/page/plain/v360.mp4")))
                .toString());
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("result")).isDisplayed());
        play();
        seek(12);
        browser.get(url("/?quality=360p&url=youtube%2Fplain______").toString());
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("result")).isDisplayed());
        assertThat(browser.findElement(By.id("address")).getDomProperty("value"))
                .contains("quality=360p");
        browser.findElement(By.cssSelector("label[for='quality-144p']")).click();
        assertThat(browser.findElement(By.id("address")).getDomProperty("value"))
                .contains("quality=144p");
        await().atMost(PATIENCE).until(() -> number("player.videoHeight") == 144);
    }

    @Test
    void aStrictOriginPlaysAndSeeksToo() throws Exception {
        browser.get(url("/?url=youtube%2Fbounded____").toString());
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("result")).isDisplayed());
        play();
        seek(16);
        seek(4);
    }

    @Test
    void aStreamOpenedByItselfPlays() {
        browser.get(url("/api/v2/stream/proxy/youtube/plain______?quality=360p").toString());
        await().atMost(PATIENCE)
                .until(() -> browser.executeScript("return document.querySelector('video').videoHeight")
                        .equals(360L));
    }

    @Test
    void whatIsWrongIsSaid() {
        browser.get(url("/").toString());
        browser.findElement(By.id("link")).sendKeys("file:///etc/passwd", Keys.ENTER);
        WebElement status = browser.findElement(By.id("status"));
        await().atMost(PATIENCE).until(() -> status.getText().contains("."));
        assertThat(status.getDomAttribute("class")).contains("failed");
        assertThat(browser.findElement(By.id("result")).isDisplayed()).isFalse();
    }

    @Test
    void aStreamThatDoesNotPlayIsExplainedInTheWordsOfTheServer() {
        browser.get(url("/?url=youtube%2Fdead_______").toString());
        WebElement status = browser.findElement(By.id("status"));
        await().atMost(PATIENCE)
                .until(() -> "failed".equals(status.getDomAttribute("class"))
                        && status.getText().contains("\n"));
        String served = (String) browser.executeAsyncScript("""
                const done = arguments[0];
                fetch(player.src).then((answer) => answer.json()).then((failure) => done(failure.error + "\\n" + failure.detail));
                """);
        assertThat(status.getText()).startsWith(served);
        assertThat(browser.findElement(By.id("title")).isDisplayed()).isTrue();
    }

    @Test
    void onlyQualitiesThatTheServerTakesAreOffered() {
        browser.get(url("/").toString());
        assertThat(script("""
                const whole = { vcodec: "avc1", acodec: "mp4a", protocol: "https" };
                return qualitiesOf([
                  { ...whole, width: 406, height: 720 },
                  { ...whole, width: 1920, height: 800 },
                  { ...whole, width: 1920, height: 1088 },
                  { ...whole, width: null, height: null, quality: "360p60" },
                  { ...whole, width: null, height: null, quality: null },
                  { ...whole, width: 3840, height: 2160, acodec: "none" },
                  { ...whole, width: 1280, height: 720, protocol: "m3u8_native" },
                ]).join();
                """)).isEqualTo("1080p,480p,360p");
    }

    @Test
    void anotherLinkMayBeAskedForWhileOneIsLookedUp() {
        browser.get(url("/").toString());
        script("""
                const real = window.fetch;
                window.fetch = (address, options) => address.includes("held")
                  ? new Promise((done, fail) => options.signal.addEventListener("abort", () => fail(options.signal.reason)))
                  : real(address, options);
                """);
        WebElement link = browser.findElement(By.id("link"));
        link.sendKeys("youtube/held_______", Keys.ENTER);
        await().atMost(PATIENCE)
                .until(() -> "busy".equals(browser.findElement(By.id("status")).getDomAttribute("class")));
        link.clear();
        link.sendKeys("youtube/plain______", Keys.ENTER);
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("result")).isDisplayed()
                        && browser.findElement(By.id("title")).getText().contains("映画"));
        assertThat(browser.getCurrentUrl()).contains("url=youtube%2Fplain______");
    }

    @Test
    void copyingSaysSoAndKeepsTheFocus() {
        browser.get(url("/?url=youtube%2Fplain______").toString());
        await().atMost(PATIENCE)
                .until(() -> browser.findElement(By.id("result")).isDisplayed());
        WebElement copy = browser.findElement(By.id("copy"));
        copy.click();
        await().atMost(PATIENCE).until(() -> copy.getText().equals("Copied"));
        assertThat(browser.switchTo().activeElement()).isEqualTo(copy);
        assertThat(browser.findElement(By.id("status")).getDomProperty("textContent"))
                .contains("copied");
    }

    private static void play() {
        script("return player.play().then(() => true, (e) => e.message)");
        await().atMost(PATIENCE).until(() -> number("player.currentTime") > 0.3);
    }

    private static void seek(double second) {
        Object shown = browser.executeAsyncScript("""
                const [second, done] = arguments;
                player.addEventListener('seeked', () => {
                    player.requestVideoFrameCallback((now, frame) => done(frame.mediaTime));
                }, { once: true });
                player.currentTime = second;
                """, second);
        assertThat(((Number) shown).doubleValue()).isBetween(second - 0.1, second + 1.5);
    }

    private static double number(String expression) {
        return ((Number) script("return " + expression)).doubleValue();
    }

    private static Object script(String text) {
        return ((JavascriptExecutor) browser).executeScript(text);
    }

    private static List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue())
                .map(Object::toString)
                .toList();
    }

    /** For people to look at. */
    private static void picture(String name) throws Exception {
        Path folder = Files.createDirectories(Path.of("target/pictures"));
        Files.write(folder.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        Files.write(folder.resolve(name + "-dark.png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
