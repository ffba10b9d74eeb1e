package weir.metric;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.testing.SharedData;

/** Counter samples as another decoder reads them, by number of the datagram. */
final class GoldenCounters {

    /**
     * A counter sample.
     *
     * @param agent agent address as text
     * @param dataSource {@code class:index}
     * @param fields values by the names the decoder prints
     */
    record Sample(String agent, String dataSource, Map<String, String> fields) {}

    private GoldenCounters() {}

    /** Samples of each datagram of a capture, in order. */
    static List<List<Sample>> of(String capture) {
        List<List<Sample>> datagrams = new ArrayList<>();
        JsonMapper mapper = new JsonMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.path("golden/" + capture + ".jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                datagrams.add(samples(mapper.readTree(line)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return datagrams;
    }

    private static List<Sample> samples(JsonNode datagram) {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode sample : datagram.get("samples")) {
            Map<String, String> fields = new HashMap<>();
            for (JsonNode element : sample.path("elements")) {
                if (element.has("counterBlock_tag")) {
                    element.properties().stream()
                            .filter(field -> field.getValue().isString())
                            .forEach(field ->
                                    fields.put(field.getKey(), field.getValue().asString()));
                }
            }
            if (!fields.isEmpty()) {
                samples.add(new Sample(
                        datagram.get("agent").asString(), sample.get("sourceId").asString(), Map.copyOf(fields)));
            }
        }
        return samples;
    }
}
