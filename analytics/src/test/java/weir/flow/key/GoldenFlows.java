package weir.flow.key;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import weir.testing.SharedData;

/** What sflowtool decoded of a capture, sample by sample. */
final class GoldenFlows {

    private GoldenFlows() {}

    /** Shows each sample with the address of its agent. */
    static void each(String capture, BiConsumer<String, JsonNode> viewer) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.path("golden/" + capture + ".jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode datagram = mapper.readTree(line);
                String agent = datagram.get("agent").asString();
                datagram.get("samples").forEach(sample -> viewer.accept(agent, sample));
            }
        }
    }

    /** First field with a name in the elements of a sample; {@code null} as text when there is none. */
    static String field(JsonNode sample, String name) {
        for (JsonNode element : sample.get("elements")) {
            JsonNode field = element.get(name);
            if (field != null) {
                return field.asString();
            }
        }
        return "null";
    }
}
