package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.bench.ExactFlows.Place;
import weir.flow.FlowLocation;
import weir.flow.key.FlowDefinition;
import weir.meter.FlowDefinitions;

/**
 * How right flows are: without a cap against a plain reference decay of the same samples, with a cap against the truth file
 * and the same reference, the lists of the 50 busiest data sources.
 *
 * <p>With a cap the smoothing time is the longest there is, so that values stand for the whole capture, as the truth does.
 */
final class AccuracyScenario {

    private static final String PAIRS = "pairs4";
    private static final String PAIRS6 = "pairs6";
    private static final int UNCAPPED = 1_000_000;
    private static final int LEAST_CAP = 200;
    private static final double CAP_SHARE = 0.1;
    private static final double LONGEST_SMOOTHING = 600;
    /** What has decayed to less than this share of a byte per second is nothing. */
    private static final double NOTHING = 1e-6;

    private final Conditions conditions;

    AccuracyScenario(Conditions conditions) {
        this.conditions = conditions;
    }

    /** What the engine and the reference say of the same samples. */
    private record Outcome(Map<Place, Double> engine, Map<Place, Double> exact, Map<Place, Long> totals) {}

    void run() throws IOException, InterruptedException {
        Optional<Workload> generated = conditions.generated("generated");
        if (generated.isEmpty()) {
            System.out.println("accuracy: skipped, there is no generator");
            return;
        }
        uncapped(generated.orElseThrow());
        capped(generated.orElseThrow());
    }

    private void uncapped(Workload workload) throws IOException {
        conditions.results().begin();
        Outcome outcome = measure(workload, FlowDefinitionsOfBench.SMOOTHING, UNCAPPED);
        double largest = 0;
        long missing = 0;
        for (Map.Entry<Place, Double> exact : outcome.exact.entrySet()) {
            if (exact.getValue() < NOTHING) {
                continue;
            }
            Double value = outcome.engine.get(exact.getKey());
            if (value == null) {
                missing++;
            } else {
                largest = Math.max(largest, Math.abs(value / exact.getValue() - 1));
            }
        }
        Map<String, Object> members = Results.of(workload);
        members.put("error", largest);
        members.put("missing", missing);
        members.put("flows", outcome.engine.size());
        members.put("smoothing", FlowDefinitionsOfBench.SMOOTHING);
        conditions.results().print("accuracy-uncapped", members);
    }

    private void capped(Workload workload) throws IOException {
        conditions.results().begin();
        JsonNode truth = new JsonMapper().readTree(Files.readString(workload.truthFile()));
        Map<Integer, List<JsonNode>> byCap = new TreeMap<>();
        for (JsonNode source : truth.get("sources")) {
            int cap = (int) Math.max(LEAST_CAP, CAP_SHARE * source.get("pairs").asInt());
            byCap.computeIfAbsent(cap, c -> new ArrayList<>()).add(source);
        }
        double recall = 0;
        double error = 0;
        double worst = 1;
        int lists = 0;
        for (Map.Entry<Integer, List<JsonNode>> sources : byCap.entrySet()) {
            Outcome outcome = measure(workload, LONGEST_SMOOTHING, sources.getKey());
            for (JsonNode source : sources.getValue()) {
                List<Place> found = largest(
                        outcome.engine,
                        source.get("agent").asString(),
                        source.get("dataSource").asInt(),
                        source.get("top").size());
                double share = recall(found, source.get("top"), outcome.totals);
                recall += share;
                worst = Math.min(worst, share);
                lists++;
                for (Place place : found) {
                    double exact = outcome.exact.getOrDefault(place, 0.0);
                    error = Math.max(error, Math.abs(outcome.engine.getOrDefault(place, 0.0) / exact - 1));
                }
            }
        }
        Map<String, Object> members = Results.of(workload);
        members.put("recall", recall / lists);
        members.put("worstRecall", worst);
        members.put("errorPercent", 100 * error);
        members.put("lists", lists);
        members.put("caps", byCap.keySet().toString());
        members.put("smoothing", LONGEST_SMOOTHING);
        conditions.results().print("accuracy-capped", members);
    }

    /** Share of a true list that was found; of equals at its end any will do. */
    private static double recall(List<Place> found, JsonNode top, Map<Place, Long> totals) {
        long least = top.get(top.size() - 1).get("bytes").asLong();
        long right = found.stream()
                .filter(place -> totals.getOrDefault(place, 0L) >= least)
                .count();
        return (double) right / top.size();
    }

    private static List<Place> largest(Map<Place, Double> flows, String agent, int dataSource, int count) {
        return flows.entrySet().stream()
                .filter(flow -> flow.getKey().dataSource() == dataSource
                        && flow.getKey().agent().equals(agent))
                .sorted(Map.Entry.<Place, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** One pass, with the reference reading the same datagrams. */
    private static Outcome measure(Workload workload, double smoothing, int entries) {
        FlowDefinitions definitions = FlowDefinitions.NONE
                .with(definition(PAIRS, "ipsource,ipdestination", smoothing))
                .with(definition(PAIRS6, "ip6source,ip6destination", smoothing));
        var exact = new ExactFlows(smoothing);
        var pass = new FlowPass(definitions, entries);
        pass.run(workload.capture(), exact::accept);
        Map<Place, Double> engine = new HashMap<>();
        for (FlowDefinition definition : definitions.all()) {
            for (FlowLocation flow : pass.locations(definition)) {
                engine.put(place(flow), flow.value());
            }
        }
        return new Outcome(engine, exact.rates(pass.clock()), exact.totals());
    }

    private static FlowDefinition definition(String name, String keys, double smoothing) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("keys", keys);
        attributes.put("value", "bytes");
        attributes.put("n", 20);
        attributes.put("t", smoothing);
        return FlowDefinition.of(name, attributes);
    }

    private static Place place(FlowLocation flow) {
        String[] pair = flow.key().text().split(",", 2);
        return new Place(
                flow.source().agent().orElseThrow().toString(),
                Integer.parseInt(flow.source().dataSource().orElseThrow().toString()),
                ExactFlows.plain(pair[0]) + "," + ExactFlows.plain(pair[1]));
    }
}
