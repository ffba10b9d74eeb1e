package weir.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Networks of many agents, live: what they cost, whether anything is lost, how much heap is alive. With 5,000 hosts also
 * what happens while 50 clients keep asking for everything.
 */
final class FabricScenario {

    private static final int CLIENTS = 50;
    private static final int CLIENT_ROUNDS = 4;
    private static final long PATIENCE_SECONDS = 120;
    /** With few datagrams it takes long until all code that runs was met often enough to be compiled. */
    private static final long SETTLING_SECONDS = 60;

    private static final double TERABIT = 1e12;
    private static final int TERABIT_AGENTS = 300;

    private final Conditions conditions;

    FabricScenario(Conditions conditions) {
        this.conditions = conditions;
    }

    /**
     * A network.
     *
     * @param name name in the results
     * @param agents agents
     * @param ports ports of each; 0 for hosts
     * @param polling seconds between the counters of an agent
     * @param sampling seconds between flow samples of an agent; 0 for none
     * @param definitions flow definitions
     * @param heap heap of the product
     */
    private record Network(
            String name, int agents, int ports, double polling, double sampling, int definitions, String heap) {}

    /** Counters only. */
    void idle() throws IOException, InterruptedException {
        run(new Network("idle-200", 200, 48, 20, 0, 0, "512M"), false);
    }

    /** The same of very many. */
    void idleMany() throws IOException, InterruptedException {
        run(new Network("idle-10000", 10_000, 48, 20, 0, 0, "2G"), false);
    }

    /** Hosts with their counters and some samples. */
    void hosts() throws IOException, InterruptedException {
        run(new Network("hosts-5000", 5000, 0, 20, 1, 5, "512M"), true);
        run(new Network("hosts-100000", 100_000, 0, 30, 10, 5, "4G"), false);
    }

    private void run(Network network, boolean clients) throws IOException, InterruptedException {
        conditions.results().begin();
        try (var product = new Product(conditions, network.heap, network.definitions, List.of(), List.of());
                Sender sender = Sender.fabric(
                        conditions, product.port(), network.agents, network.ports, network.polling, network.sampling)) {
            awaitAgents(product, network.agents);
            // Everybody has sent counters once more: rates are there.
            TimeUnit.NANOSECONDS.sleep((long) (network.polling * 1e9));
            if (network.definitions == 0) {
                TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
            }
            var members = measured(product);
            members.put("heap", network.heap);
            if (network.ports > 0) {
                long empty = emptyHeap(network);
                members.put(
                        "bytesPer1000Interfaces",
                        (product.liveHeap() - empty) * 1000.0 / network.agents / network.ports);
            }
            conditions.results().print(network.name, members);
            if (clients) {
                askForAll(product, network);
            }
            if (!sender.isAlive()) {
                throw new IOException("the sender ended");
            }
        }
    }

    /** Live heap of a product that nobody sends to. */
    private long emptyHeap(Network network) throws IOException {
        try (var product = new Product(conditions, network.heap, network.definitions, List.of(), List.of())) {
            return product.liveHeap();
        }
    }

    /** 300 switches of 48 ports that sample a terabit a second. */
    void terabit(Generator generator) throws IOException, InterruptedException {
        conditions.results().begin();
        String model = Integer.toString(TERABIT_AGENTS);
        Workload sample = conditions
                .generated("terabit", "--agents", model, "--datagrams", "20000")
                .orElseThrow();
        double bitsPerDatagram =
                8.0 * sample.truth().scaledBytes() / sample.truth().datagrams();
        double rate = Math.ceil(TERABIT / bitsPerDatagram);
        String heap = "600M";
        try (var product = new Product(conditions, heap, 5, List.of(), List.of());
                Sender sender = Sender.generator(generator, product.port(), rate, "--agents", model)) {
            awaitAgents(product, TERABIT_AGENTS);
            TimeUnit.NANOSECONDS.sleep((long) (conditions.options().seconds() * 4e9));
            Map<String, Object> members = measured(product);
            members.put("bitsPerSecond", rate * bitsPerDatagram);
            members.put("heap", heap);
            conditions.results().print("terabit", members);
            if (!sender.isAlive()) {
                throw new IOException("the sender ended");
            }
        }
    }

    /** What a network costs that has settled. */
    private Map<String, Object> measured(Product product) throws IOException, InterruptedException {
        double seconds = 2 * conditions.options().seconds();
        Rung rung = Rung.measure(product, 0, seconds);
        var members = new LinkedHashMap<String, Object>();
        var analyzer = product.analyzer();
        members.put("agents", analyzer.path("sFlowAgents").asLong());
        members.put("rate", rung.rate());
        members.put("corePercent", rung.corePercent());
        members.put("lostPercent", rung.seen().lostPercent());
        members.put(
                "discardedSinceStart", analyzer.path("sFlowDatagramsDiscarded").asLong());
        members.put("dropsSinceStart", SocketDrops.ofPort(product.port()));
        members.put(
                "lostSinceStart",
                SocketDrops.ofPort(product.port())
                        + analyzer.path("sFlowDatagramsDiscarded").asLong());
        members.put("seconds", seconds);
        members.put("liveHeapMB", product.liveHeap() / 1e6);
        members.put("residentMB", product.resident() / 1e6);
        return members;
    }

    private static void awaitAgents(Product product, int agents) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (product.analyzer().path("sFlowAgents").asLong() < agents) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the product does not know " + agents + " agents");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void askForAll(Product product, Network network) throws IOException, InterruptedException {
        conditions.results().begin();
        double seconds = CLIENT_ROUNDS * conditions.options().seconds();
        var clients = new ArrayList<Questions>();
        var tasks = new ArrayList<Callable<Void>>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (int i = 0; i < CLIENTS; i++) {
            var client = new Questions(product.uri("/dump/ALL/ALL/json"));
            clients.add(client);
            tasks.add(() -> {
                client.askUntil(end);
                return null;
            });
        }
        LiveReceiver.Seen begun = product.seen();
        LatencyScenario.all(tasks);
        LiveReceiver.Seen seen = product.seen().since(begun);
        clients.forEach(Questions::close);
        long answered = clients.stream().mapToLong(Questions::answered).sum();
        var members = new LinkedHashMap<String, Object>();
        members.put("clients", CLIENTS);
        members.put("agents", network.agents);
        members.put("answered", answered);
        members.put("refused", clients.stream().mapToLong(Questions::refused).sum());
        members.put("bytes", clients.stream().mapToLong(Questions::bytes).sum() / Math.max(1, answered));
        members.put(
                "longestMillis",
                clients.stream().mapToDouble(client -> client.millis(100)).max().orElse(0));
        members.put("rate", seen.datagrams() * 1e9 / seen.time());
        members.put("lost", seen.kernelDrops() + seen.discarded() + Math.max(0, seen.gaps()));
        members.put("seconds", seconds);
        members.put("heap", network.heap);
        conditions.results().print(String.format(Locale.ROOT, "clients-%d", CLIENTS), members);
    }
}
