package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of apps and scripts in a browser: what runs, and why something does not. */
class AppsPageTest {

    @Test
    void tellsWhatRunsAndWhyAScriptFailed(@TempDir Path folder) throws IOException {
        Path scripts = Files.createDirectories(folder.resolve("well/scripts"));
        Files.writeString(scripts.resolve("good.js"), "setHttpHandler(function(request) { return 1; });\n");
        Files.createDirectories(folder.resolve("well/html"));
        Files.writeString(folder.resolve("well/html/index.html"), "<!DOCTYPE html><title>Well</title>");
        Path others = Files.createDirectories(folder.resolve("ill/scripts"));
        Files.writeString(others.resolve("bad.js"), "\nnothingOfTheKind();\n");
        try (Product product = Product.run("-Dapp.folder=" + folder)) {
            Browser browser = Fabric.browser();
            browser.leave();
            browser.visit(product, "/html/apps.html", 1440, 900);
            browser.await("document.querySelectorAll('#apps tbody tr').length === 2");
            browser.await("document.querySelector('#scripts tbody').innerText.includes('nothingOfTheKind')");
            assertThat(browser.text("#scripts tbody")).contains("bad.js", "failed", "bad.js#2 ", "good.js", "runs");
            browser.await("document.querySelector('#apps tbody').innerText.includes('failed')");
            assertThat(browser.text("#scripts-note")).isEqualTo("2, 1 failed");
            assertThat(browser.value("document.querySelector('#apps a').pathname")
                            .asString())
                    .isEqualTo("/app/well/html/");
            browser.await("document.getElementById('log').innerText.includes('nothingOfTheKind')");
            // Further lines may come, and the page asks for them now and then.
            Await.until(
                    "the newest line stands first",
                    () -> browser.text("#log li .text")
                            .equals(product.json("/log/json?maxLines=1")
                                    .path(0)
                                    .path("text")
                                    .asString()));
            browser.click("document.getElementById('grave')");
            browser.await("[...document.querySelectorAll('#log .level')].every(level => level.innerText !== 'INFO')");
            assertThat(browser.text("#log")).contains("nothingOfTheKind");
            browser.click("document.getElementById('grave')");
            browser.screenshot("apps-light-1440");
            Fabric.assertClean();
        }
    }

    @Test
    void saysHowToBeginWhenThereIsNothing(@TempDir Path folder) {
        try (Product product = Product.run("-Dapp.folder=" + folder)) {
            Browser browser = Fabric.browser();
            browser.leave();
            browser.visit(product, "/html/apps.html", 400, 900);
            browser.await("document.getElementById('no-apps').checkVisibility()");
            assertThat(browser.text("#no-apps")).contains("./weir app install");
            browser.await("document.documentElement.scrollWidth <= 400");
            Fabric.assertClean();
        }
    }
}
