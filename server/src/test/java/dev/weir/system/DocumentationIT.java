package dev.weir.system;

import static dev.weir.system.Running.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weir.openapi.Contract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** A person with Chromium: reads the documentation, and tries an operation. */
class DocumentationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws Exception {
        browser = Chromium.open();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void everyOperationIsShownAndOneCanBeTried() throws Exception {
        browser.get(url("/docs").toString());
        await().atMost(PATIENCE)
                .until(() -> !browser.findElements(By.id("operations-System-getLiveness"))
                        .isEmpty());
        assertThat(browser.findElements(By.cssSelector(".opblock")))
                .hasSize(Contract.load().operations().size());

        WebElement operation = browser.findElement(By.id("operations-System-getLiveness"));
        browser.executeScript("arguments[0].scrollIntoView()", operation);
        operation.findElement(By.cssSelector(".opblock-summary-control")).click();
        await().atMost(PATIENCE)
                .until(() -> !operation
                        .findElements(By.cssSelector("button.execute"))
                        .isEmpty());
        browser.executeScript("arguments[0].click()", operation.findElement(By.cssSelector("button.execute")));
        await().atMost(PATIENCE)
                .until(() ->
                        operation.findElements(By.cssSelector(".live-responses-table .response-col_status")).stream()
                                .anyMatch(cell -> cell.getText().startsWith("200")));
        assertThat(operation
                        .findElement(By.cssSelector(".live-responses-table .microlight"))
                        .getText())
                .contains("alive");
        Files.write(
                Files.createDirectories(Path.of("target/pictures")).resolve("docs.png"),
                browser.getScreenshotAs(OutputType.BYTES));

        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                        .filter(entry -> entry.getLevel().intValue() >= java.util.logging.Level.SEVERE.intValue())
                        .map(Object::toString))
                .isEmpty();
        assertThat(loaded()).hasSizeGreaterThan(4).allMatch(address -> address.startsWith(url("/").toString()));
    }

    @SuppressWarnings("unchecked")
    private static List<String> loaded() {
        return (List<String>)
                browser.executeScript("return performance.getEntriesByType('resource').map((entry) => entry.name)"
                        + ".filter((name) => !name.startsWith('data:') && !name.startsWith('blob:'))");
    }
}
