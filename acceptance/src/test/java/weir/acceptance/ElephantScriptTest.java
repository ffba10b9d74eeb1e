package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.testing.SharedData;

/** The published sequence of calls of a script that waits for large flows, by a client of another language. */
class ElephantScriptTest { // DKR-10, DKR-11

    @ParameterizedTest
    @CsvSource({"10,json", "25,form"})
    void theFirstElephantIsPrintedOnceForEachPortThatSeesIt(String speed, String form) throws IOException {
        Path script = Repository.root().resolve("acceptance/src/test/resources/weir/acceptance/elephant.py");
        String python = Tool.path("python3", "python3").toString();
        try (Product product = Product.run(
                "-Dsflow.file=" + SharedData.path("ecmp.pcap.gz"),
                "-Dsflow.file.speed=" + speed,
                "-Dsflow.file.loop=no",
                "-Dsflow.file.hold=yes")) {
            String engine = "http://127.0.0.1:" + product.port();
            Process client = new ProcessBuilder(python, script.toString(), engine, form, "3")
                    .redirectErrorStream(true)
                    .start();
            List<String> lines = new ArrayList<>();
            try (BufferedReader reader = client.inputReader()) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                    if (line.equals("defined")) {
                        start(product, engine);
                    }
                }
            } finally {
                client.destroy();
            }
            assertThat(lines)
                    .startsWith(
                            "defined",
                            "10.4.1.2,10.4.2.2 192.168.0.11 37",
                            "10.4.1.2,10.4.2.2 192.168.0.14 54",
                            "10.4.1.2,10.4.2.2 192.168.0.12 4");
        }
    }

    private static void start(Product product, String engine) {
        int status = product.send(HttpRequest.newBuilder(URI.create(engine + "/replay/json"))
                        .PUT(BodyPublishers.ofString("{\"state\":\"running\"}")))
                .statusCode();
        assertThat(status).isEqualTo(204);
    }
}
