package weir.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.UnexpectedAlertBehaviour;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium with an empty profile. It keeps what the console said and which addresses were asked for.
 *
 * <p>Absent: the calling test is skipped where Chromium or its driver is not installed. Lifetime: ends with {@link
 * #close()}.
 */
final class Browser implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path profile;
    private final ChromeDriver driver;
    private String covered = "";

    private Browser(Path program, Path driverProgram, String... further) {
        try {
            profile = Files.createTempDirectory("weir-chromium");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-site-isolation-trials",
                "--disable-features=BackForwardCache,SpareRendererForSitePerProcess,PaintHolding,Translate,OptimizationHints,MediaRouter",
                "--user-data-dir=" + profile);
        options.addArguments(further);
        // A page of others may show a box; nobody is there to close it.
        options.setUnhandledPromptBehaviour(UnexpectedAlertBehaviour.ACCEPT);
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driverProgram.toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        leave();
    }

    /** Opens one, with further arguments of its command line. */
    static Browser open(String... further) {
        return new Browser(Tool.path("chromium", "chromium"), Tool.path("chromedriver", "chromium-driver"), further);
    }

    /** Shows a page of a product, in a window of a size. */
    Browser visit(Product product, String path, int width, int height) {
        size(width, height);
        driver.get("http://127.0.0.1:" + product.port() + path);
        return this;
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system of the reader prefers. */
    void prefers(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Value of an expression in the page, as JSON. */
    JsonNode value(String expression) {
        return JSON.readTree(
                String.valueOf(driver.executeScript("return JSON.stringify(" + expression + ") ?? 'null'")));
    }

    /** Waits for an expression in the page to be true; one that cannot be computed yet is not. */
    Browser await(String expression) {
        Await.until("in the page: " + expression, () -> {
            try {
                return value("Boolean(" + expression + ")").asBoolean();
            } catch (JavascriptException e) {
                return false;
            }
        });
        return this;
    }

    String text(String selector) {
        return value("document.querySelector('" + selector + "').innerText").asString();
    }

    /** Types into an element that an expression names, without a pointer. */
    void type(String expression, CharSequence... keys) {
        WebElement element = (WebElement) driver.executeScript("return " + expression);
        Optional.ofNullable(element).orElseThrow().sendKeys(keys);
    }

    /** Presses the key that works a button. */
    void press(String expression) {
        type(expression, Keys.ENTER);
    }

    /**
     * Clicks an element that an expression names, as a person does: it must be seen and not be covered. Pages take rows
     * away as traffic changes: one that went before it was clicked is looked for again.
     */
    void click(String expression) {
        Await.until("it can be clicked: " + expression, () -> {
            try {
                WebElement element = (WebElement) driver.executeScript("return " + expression);
                if (element == null) {
                    return false;
                }
                element.click();
                return true;
            } catch (JavascriptException | StaleElementReferenceException e) {
                return false;
            }
        });
    }

    /** Moves the pointer over an element that an expression names, to so many pixels from its right edge. */
    void point(String expression, int fromRight) {
        WebElement element = (WebElement) driver.executeScript("return " + expression);
        WebElement found = Optional.ofNullable(element).orElseThrow();
        new Actions(driver)
                .moveToElement(found, found.getSize().getWidth() / 2 - fromRight, 0)
                .perform();
    }

    String title() {
        return Optional.ofNullable(driver.getTitle()).orElse("");
    }

    /** Writes what is seen to {@code target/screenshots}, for people. */
    Path screenshot(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            Map<String, Object> shot = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png"));
            return Files.write(
                    folder.resolve(name + ".png"), Base64.getDecoder().decode((String) shot.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Errors and warnings of the console since this was asked last: failed scripts, refused content, answers that are errors. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get("browser")) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                complaints.add(entry.getMessage());
            }
        }
        return complaints;
    }

    /** Every address asked for since this was asked last. */
    List<String> requests() {
        List<String> requests = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get("performance")) {
            JsonNode message = JSON.readTree(entry.getMessage()).path("message");
            if (message.path("method").asString().equals("Network.requestWillBeSent")) {
                requests.add(message.path("params").path("request").path("url").asString());
            }
        }
        return requests;
    }

    /** Opens another tab in front, so that the page is hidden. */
    void cover() {
        covered = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
    }

    /** Closes that tab, so that the page is seen again. */
    void uncover() {
        driver.close();
        driver.switchTo().window(covered);
    }

    /** Shows nothing, and forgets what the console said and what was asked for. */
    void leave() {
        driver.get("about:blank");
        complaints();
        requests();
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A folder of a browser that is still ending; the system clears it.
        }
    }
}
