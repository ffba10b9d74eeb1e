package weir.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Processor time that collectors take for the same datagrams: sflowtool and sfacctd of pmacct from the capture, sfcapd of
 * nfdump from UDP at a rate that it follows, and the product both ways with one definition, of address pairs. Each runs
 * once in each round; what is absent is skipped.
 */
final class PeerScenario {

    private static final int ROUNDS = 3;
    private static final int RATE = 20_000;
    private static final int BUFFER = 4_000_000;
    private static final String DEFINITIONS = "1";
    private static final String HEAP = "512M";

    private final Conditions conditions;
    private final Generator generator;
    private final Map<String, Peer> peers = new LinkedHashMap<>();

    PeerScenario(Conditions conditions, Generator generator) {
        this.conditions = conditions;
        this.generator = generator;
    }

    /**
     * What one run took.
     *
     * @param nanos processor time
     * @param datagrams datagrams taken
     */
    record Taken(long nanos, long datagrams) {}

    @FunctionalInterface
    private interface Run {

        Taken run(Workload workload) throws IOException, InterruptedException;
    }

    private record Peer(String input, String does, Run run, List<Double> micros, List<Double> datagrams) {}

    void run() throws IOException, InterruptedException {
        conditions.results().begin();
        Workload workload = conditions.generated("generated").orElseThrow();
        for (String mode : List.of("-T", "-l")) {
            Optional<Yardstick> tool = Yardstick.sflowtool(mode);
            if (tool.isEmpty()) {
                System.out.println("sflowtool: skipped, neither in SFLOWTOOL nor on the path");
            } else {
                add(
                        "sflowtool " + mode,
                        "capture",
                        mode.equals("-T") ? "decodes" : "prints lines",
                        capture -> new Taken(
                                tool.orElseThrow().run(capture.capture()),
                                capture.truth().datagrams()));
            }
        }
        program("sfacctd")
                .ifPresent(sfacctd -> add(
                        "sfacctd",
                        "capture",
                        "sums address pairs",
                        capture -> new Sfacctd(sfacctd, conditions.scratch()).run(capture)));
        add("weir, whole process", "capture", "sums address pairs at each data source", this::whole);
        program("sfcapd")
                .ifPresent(sfcapd -> add("sfcapd", "UDP", "writes flows to files", capture -> sfcapd(sfcapd, capture)));
        add("weir", "UDP", "sums address pairs at each data source", this::live);
        for (int i = 0; i < Math.min(ROUNDS, conditions.options().pairs()); i++) {
            for (Peer peer : peers.values()) {
                Taken taken = peer.run.run(workload);
                peer.micros.add(taken.nanos / 1e3 / Math.max(1, taken.datagrams));
                peer.datagrams.add((double) taken.datagrams);
            }
        }
        for (Map.Entry<String, Peer> peer : peers.entrySet()) {
            report(workload, peer.getKey(), peer.getValue());
        }
    }

    private void add(String name, String input, String does, Run run) {
        peers.put(name + " " + input, new Peer(input, does, run, new ArrayList<>(), new ArrayList<>()));
    }

    private void report(Workload workload, String name, Peer peer) throws IOException {
        Map<String, Object> members = Results.of(workload);
        members.put("program", name.substring(0, name.length() - peer.input.length() - 1));
        members.put("input", peer.input);
        members.put("does", peer.does);
        Results.putRange(members, "micros", peer.micros);
        members.put("datagrams", Ratios.median(peer.datagrams));
        conditions.results().print("peer", members);
    }

    private static Optional<Path> program(String name) {
        Optional<Path> found = Stream.of((System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            System.out.println(name + ": skipped, it is not installed");
        }
        return found;
    }

    /** One pass, the start of the JVM included. */
    private Taken whole(Workload workload) throws IOException, InterruptedException {
        long before = ChildTime.nanos();
        try (var worker = new WorkerProcess(conditions.java(), workload, DEFINITIONS)) {
            worker.pass();
        }
        return new Taken(ChildTime.nanos() - before, workload.truth().datagrams());
    }

    /** What the product takes of a replay, not counting its start. */
    private Taken live(Workload workload) throws IOException, InterruptedException {
        try (var product = new Product(conditions, HEAP, Integer.parseInt(DEFINITIONS), List.of(), List.of())) {
            long before = product.cpu();
            replay(workload, product.port());
            long nanos = product.cpu() - before;
            return new Taken(nanos, product.seen().datagrams());
        }
    }

    private Taken sfcapd(Path program, Workload workload) throws IOException, InterruptedException {
        int port;
        try (DatagramSocket free = new DatagramSocket()) {
            port = free.getLocalPort();
        }
        Path files = Files.createTempDirectory(conditions.scratch(), "sfcapd");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "-4",
                        "-b",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-t",
                        "3600",
                        "-B",
                        Integer.toString(BUFFER),
                        "-w",
                        files.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitSocket(process, port);
            long before = ProcessTime.nanos(process.pid());
            replay(workload, port);
            long nanos = ProcessTime.nanos(process.pid()) - before;
            return new Taken(nanos, workload.truth().datagrams() - SocketDrops.ofPort(port));
        } finally {
            process.destroy();
            process.onExit().join();
            try (Stream<Path> left = Files.list(files)) {
                for (Path file : (Iterable<Path>) left::iterator) {
                    Files.delete(file);
                }
            }
            Files.delete(files);
        }
    }

    private static void awaitSocket(Process process, int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!SocketDrops.isOpen(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("sfcapd does not listen");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void replay(Workload workload, int port) throws IOException, InterruptedException {
        Process sender = new ProcessBuilder(generator.command(
                        "1g",
                        List.of(
                                "replay",
                                "--pcap",
                                workload.capture().toString(),
                                "--to",
                                "127.0.0.1:" + port,
                                "--rate",
                                Integer.toString(RATE))))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (sender.waitFor() != 0) {
            throw new IOException("the replay failed");
        }
        // What has gathered in the receive buffer is read by then.
        TimeUnit.MILLISECONDS.sleep(300);
    }
}
