package weir.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Live heap of an agent with its host counters, and of a port; after collection, each in a JVM of its own. */
final class MemoryScenario {

    private static final int AGENTS = 10_000;
    private static final int SWITCHES = 1_000;
    private static final int PORTS = 48;

    private final List<String> java;
    private final Results results;

    /** A scenario ready to run. */
    MemoryScenario(Conditions conditions) {
        this.java = conditions.java("2G");
        this.results = conditions.results();
    }

    void run() throws IOException, InterruptedException {
        results.begin();
        double empty = heap(0, 0);
        double perAgent = (heap(AGENTS, 0) - empty) / AGENTS;
        double perPort = (heap(SWITCHES, PORTS) - empty - SWITCHES * perAgent) / (SWITCHES * PORTS);
        System.out.printf(
                Locale.ROOT,
                "memory       %.0f bytes an agent with host counters, %.0f bytes a port (generic and Ethernet counters, name,"
                        + " flow samples); nothing known: %.1f MB%n",
                perAgent,
                perPort,
                empty / 1e6);
        results.add("memory", Map.of("bytesPerAgent", perAgent, "bytesPerDataSource", perPort));
    }

    private double heap(int switches, int ports) throws IOException, InterruptedException {
        var command = new ArrayList<>(java);
        command.addAll(List.of(HeapOfFabric.class.getName(), String.valueOf(switches), String.valueOf(ports)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader().readLine();
        if (process.waitFor() != 0 || line == null) {
            throw new IOException("no figure from " + String.join(" ", command));
        }
        return Double.parseDouble(line);
    }
}
