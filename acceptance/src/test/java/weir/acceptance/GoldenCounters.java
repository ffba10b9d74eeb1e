package weir.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The last two counter records of each kind that a golden decode holds, with the times they came.
 *
 * @param readings by {@code agent dataSource structure}
 */
record GoldenCounters(Map<String, Reading> readings) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");

    /** Two records of one kind, one after the other; times in microseconds. */
    record Reading(long firstMicros, JsonNode first, long lastMicros, JsonNode last) {

        double seconds() {
            return (lastMicros - firstMicros) * 1e-6;
        }

        String text(String field) {
            return last.path(field).asString();
        }

        double value(String field) {
            return Double.parseDouble(text(field));
        }

        double difference(String field) {
            return value(field) - Double.parseDouble(first.path(field).asString());
        }

        double rate(String field) {
            return difference(field) / seconds();
        }
    }

    static GoldenCounters read(Path goldenDecode) throws IOException {
        Map<String, Reading> readings = new HashMap<>();
        JsonMapper json = new JsonMapper();
        try (var reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(goldenDecode)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains("counterBlock_tag")) {
                    remember(json.readTree(line), readings);
                }
            }
        }
        return new GoldenCounters(readings);
    }

    private static void remember(JsonNode datagram, Map<String, Reading> readings) {
        Instant second = OffsetDateTime.parse(datagram.path("pcapTimestamp").asString(), TIME)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
        long micros = second.getEpochSecond() * 1_000_000
                + Long.parseLong(datagram.path("pcapTimestamp_uS").asString());
        String agent = datagram.path("agent").asString();
        for (JsonNode sample : datagram.path("samples")) {
            String[] source = sample.path("sourceId").asString().split(":", -1);
            String dataSource = source[0].equals("0") ? source[1] : String.join(".", source);
            for (JsonNode record : sample.path("elements")) {
                String structure = record.path("counterBlock_tag").asString();
                if (!structure.isEmpty()) {
                    readings.merge(
                            agent + " " + dataSource + " " + structure,
                            new Reading(micros, record, micros, record),
                            (before, now) -> new Reading(before.lastMicros, before.last, micros, record));
                }
            }
        }
    }
}
