package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app in the folder of apps: its scripts run and answer, its state is told. Source: applications reference. */
class AppTest {

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void scriptsOfAppsRunAndAnswerBelowTheApp(@TempDir Path apps) throws IOException, InterruptedException {
        write(apps, "good/scripts/top.js", """
                // author: Somebody
                include(scriptdir() + '/inc/more.js');
                setHttpHandler(function(req) { return {path: req.path, more: more(), set: getSystemProperty('good.t')}; });
                """);
        write(apps, "good/scripts/inc/more.js", "function more() { return 42; }");
        write(apps, "bad/scripts/bad.js", "nothing();");
        try (RunningProduct product =
                new RunningProduct(Map.of("app.folder", apps.toString(), "good.t", "7", "http.json.indent", "0"))) {
            while (!product.json("/scripts/json").at("/bad~bad.js/alive").isBoolean()
                    || product.json("/scripts/json").at("/bad~bad.js/alive").asBoolean()) {
                LockSupport.parkNanos(1_000_000);
            }
            var answer = product.json("/app/good/scripts/top.js/a/b/json");
            assertThat(answer.toString()).isEqualTo("{\"path\":[\"a\",\"b\"],\"more\":42,\"set\":\"7\"}");
            assertThat(product.json("/scripts/json").at("/good~top.js/author").asString())
                    .isEqualTo("Somebody");
            assertThat(product.get("/app/good/status").statusCode()).isEqualTo(200);
            assertThat(product.get("/app/bad/status").statusCode()).isEqualTo(503);
            assertThat(product.get("/status").statusCode()).isEqualTo(503);
            assertThat(product.get("/app/good/scripts/top.js").statusCode()).isEqualTo(404);
            assertThat(product.json("/scripts/json").at("/bad~bad.js/error").asString())
                    .startsWith("app/bad/scripts/bad.js");
        }
    }
}
