package weir.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Processor time at 1,000 datagrams a second with five definitions, beside that of a plain receiver. */
final class LowRateScenario {

    private static final int RATE = 1000;
    private static final int DEFINITIONS = 5;
    private static final int WARM_UP_RATE = 20_000;
    private static final double WARM_UP_SECONDS = 5;
    private static final int PAIRS = 3;
    private static final String HEAP = "512M";

    private final Conditions conditions;
    private final Generator generator;

    LowRateScenario(Conditions conditions, Generator generator) {
        this.conditions = conditions;
        this.generator = generator;
    }

    void run() throws IOException, InterruptedException {
        conditions.results().begin();
        double seconds = Math.max(2, conditions.options().seconds());
        List<Double> ratios = new ArrayList<>();
        List<Double> percents = new ArrayList<>();
        List<Double> plainPercents = new ArrayList<>();
        try (var plain = new PlainProcess(conditions, "blocking");
                var product = new Product(conditions, HEAP, DEFINITIONS, List.of(), List.of())) {
            // Unreported: what is slow at first is compiled.
            Rung.run(generator, product, WARM_UP_RATE, WARM_UP_SECONDS);
            for (int i = 0; i < PAIRS; i++) {
                Rung theirs = Rung.run(generator, plain, RATE, seconds);
                Rung ours = Rung.run(generator, product, RATE, seconds);
                ratios.add(ours.micros() / theirs.micros());
                percents.add(ours.corePercent());
                plainPercents.add(theirs.corePercent());
            }
        }
        Map<String, Object> members = new LinkedHashMap<>();
        Results.putRange(members, "receiverRatio", ratios);
        Results.putRange(members, "corePercent", percents);
        Results.putRange(members, "plainPercent", plainPercents);
        members.put("seconds", seconds);
        members.put("heap", HEAP);
        conditions.results().print("rate-1000", members);
    }
}
