package weir.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import weir.bench.Goal.Better;
import weir.bench.Section.Column;

/** The page {@code docs/benchmarks.md}: goals beside the latest figures on record, then tables of details. */
final class BenchmarkPage {

    private static final String HEAD = """
            # Benchmarks

            Made from `bench/results/results.jsonl` by `bench/run`; do not edit.

            ```
            bench/run                          # everything, some 25 minutes
            bench/run --only decode,flows      # parts: decode flows allocation tool ladder rate latency idle idle-many hosts
                                               # recent terabit script-handler script accuracy flow-memory peers memory
            bench/run --pairs 3 --seconds 2    # fewer pairs, shorter live stretches
            bench/run --short                  # the short form of continuous integration; fails below what must be beside
                                               # sflowtool, and two fifths below what is on record
            bench/run --report                 # this page alone
            bench/run jmh                      # micro benchmarks
            bench/load overload                # five minutes under a quota of processor time
            bench/load endurance               # half an hour, with flows and definitions that come and go
            ```

            `SFLOWTOOL` or the path names the sflowtool that figures are compared with, `WEIR_GENERATOR` the source of the
            generator (`../shared/bench/gen/Gen.java` unless said). What is absent is skipped with a word. Every run adds lines
            to the results.

            Seconds change by half or more with the machine and with what else runs on it, so what counts are ratios, each
            against another program with the same input in the same run: processor time of the whole process, user and system,
            a median and the range. A figure whose range is wide, or whose line says `load` or `stolen` above 2, was measured on a
            busy machine.

            Where goals are missed, the decisions say where the time goes, what was tried and what would be needed:
            [a sample](decisions/0051-what-a-sample-costs.md), [a definition](decisions/0032-what-a-definition-costs.md),
            [live reception](decisions/0060-live-reception.md), [overload](decisions/0062-overload.md).

            ## Goals

            | what | goal | must | measured | range | verdict | machine | commit |
            |---|---|---|---|---|---|---|---|
            """;

    private static final List<Section> SECTIONS = List.of(
            new Section(
                    "Decoding and flows",
                    """
                    Cold counts the start of the JVM and one pass; warm is after two passes, in the same process. `decode` decodes all
                    samples, finds and checks every record, finds the layers of sampled headers and applies counters. `flows-N` is a shard's
                    whole work on each sample, with N definitions, the list of keys seen and the work of marks. `tool-lines` is
                    `weir decode --line`, a whole process. Totals are checked against what is true of the capture.""",
                    Pattern.compile("decode-.*|flows-\\d+|tool-lines"),
                    List.of("capture"),
                    List.of(
                            Column.text("scenario", "scenario"),
                            Column.text("capture", "capture"),
                            Column.figure("ns a sample", "nanosPerSample"),
                            Column.text("beside", "yardstick"),
                            Column.figure("its ns", "yardstickNanosPerSample"),
                            Column.figure("ratio", "ratio"),
                            Column.figure("B allocated a sample", "bytesPerSample"),
                            Column.figure("flows held", "flows"),
                            Column.figure("their bytes", "flowBytes"))),
            new Section(
                    "One definition more",
                    """
                    What is added to five definitions, for each flow sample, from the difference that four more make: their filter
                    does not match (`filtered`), no sample has their layers (`absent`), or every sample is counted.""",
                    Pattern.compile("definition-.*"),
                    List.of("capture"),
                    List.of(
                            Column.text("scenario", "scenario"),
                            Column.text("capture", "capture"),
                            Column.figure("ns added", "nanosAdded"))),
            new Section(
                    "Questions to flows",
                    "The largest flows of the first definition at many data sources, read in steps between which a shard takes datagrams.",
                    Pattern.compile("question"),
                    List.of("capture", "definitions"),
                    List.of(
                            Column.text("capture", "capture"),
                            Column.figure("definitions", "definitions"),
                            Column.figure("data sources", "dataSources"),
                            Column.figure("flows", "flows"),
                            Column.figure("µs", "micros"),
                            Column.figure("µs of the longest step", "longestStepMicros"))),
            new Section(
                    "Live reception",
                    """
                    Datagrams on the loopback address, sender and receiver on the same processors: the highest rate without loss (no
                    drops of the kernel, nothing discarded, no gaps in sequences) and, at each rate, processor time of the receiver
                    for a datagram, and what was lost. `blocking` is a thread in a `DatagramChannel` that only counts, `batched` the
                    same with recvmmsg(2), a number the product with so many definitions. A plain receiver may take more than the
                    sender can send.""",
                    Pattern.compile("ladder-.*"),
                    List.of(),
                    Stream.concat(
                                    Stream.of(
                                            new Column(
                                                    "receiver",
                                                    line -> line.scenario().substring("ladder-".length())),
                                            Column.figure("highest a second", "highest"),
                                            Column.figure("beside the best plain one", "receiverShare")),
                                    Stream.of(1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
                                            .map(BenchmarkPage::rate))
                            .toList()),
            new Section(
                    "A thousand datagrams a second",
                    "Processor time of the product with five definitions, in per cent of one core, beside a plain receiver's.",
                    Pattern.compile("rate-1000"),
                    List.of(),
                    List.of(
                            Column.figure("product", "corePercent"),
                            Column.figure("plain receiver", "plainPercent"),
                            Column.figure("ratio", "receiverRatio"))),
            new Section(
                    "Beside other collectors",
                    """
                    Processor time for a datagram of the generated capture, 6.5 samples in each. From the capture whole processes,
                    start included; over UDP at 20,000 a second without it. They do different things with what they take.""",
                    Pattern.compile("peer"),
                    List.of("program", "input"),
                    List.of(
                            Column.text("program", "program"),
                            Column.text("from", "input"),
                            Column.text("what it does", "does"),
                            Column.figure("µs a datagram", "micros"),
                            Column.figure("datagrams taken", "datagrams"))),
            new Section(
                    "Questions under load",
                    """
                    Requests at 10 a second of each kind, all at once, at half the highest loss-free rate with five definitions; times
                    count from when a request was due. The client runs on the same processors. Where TCP is controlled by BBR, answers
                    over the loopback address stand still for 40 ms at times ([why](decisions/0082-answers-over-loopback.md)).""",
                    Pattern.compile("rest-.*"),
                    List.of(),
                    List.of(
                            Column.text("question", "scenario"),
                            Column.figure("datagrams/s", "rate"),
                            Column.figure("lost", "lost"),
                            Column.figure("requests", "requests"),
                            Column.figure("bytes of an answer", "bytes"),
                            Column.figure("p50 ms", "p50Millis"),
                            Column.figure("p99 ms", "p99Millis"),
                            Column.figure("longest ms", "maxMillis"),
                            Column.text("TCP", "congestion"))),
            new Section(
                    "From arrival to effect",
                    """
                    The engine's own histogram, `latency` in `/analyzer/json`, of the measured time; the longest delay of a datagram, told by
                    the upper bound of its bucket, is how long its shard stood still at most. Seconds in which the host of the machine took a
                    processor for 10 ms or more, and those right after, are left out of it. Stops are those of the whole JVM.""",
                    Pattern.compile("visible"),
                    List.of(),
                    List.of(
                            Column.figure("datagrams/s", "rate"),
                            Column.figure("p50 ms", "p50Millis"),
                            Column.figure("p99 ms", "p99Millis"),
                            Column.figure("p99.9 ms", "p999Millis"),
                            Column.figure("longest ms", "longestMillis"),
                            Column.figure("left out, s", "secondsLeftOut"),
                            Column.figure("longest of all, ms", "longestOfAllMillis"),
                            Column.figure("longest stop of the JVM, ms", "safepointMillis"),
                            Column.figure("% stolen", "stolenMeanwhile"))),
            new Section(
                    "From arrival to a script",
                    """
                    Samples that each make an event, sent at 100 a second at half the highest loss-free rate with five definitions; from
                    sending to the script's handler of events, rounded up to whole milliseconds, which is what scripts see.""",
                    Pattern.compile("script-handler"),
                    List.of(),
                    List.of(
                            Column.figure("datagrams/s", "rate"),
                            Column.figure("lost", "lost"),
                            Column.figure("events", "events"),
                            Column.figure("missing", "missing"),
                            Column.figure("p50 ms", "p50Millis"),
                            Column.figure("p99 ms", "p99Millis"),
                            Column.figure("longest ms", "maxMillis"),
                            Column.figure("% stolen", "stolenMeanwhile"))),
            new Section(
                    "Events through one script",
                    "Up to 100,000 samples a second, each of a flow never seen before, which makes an event as long as no more than 16,384 flows exceed the threshold; the handler splits the key and sums up.",
                    Pattern.compile("script-events"),
                    List.of(),
                    List.of(
                            Column.figure("events in a second of processor time", "perSecond"),
                            Column.figure("events", "events"),
                            Column.figure("lost to it", "lost"),
                            Column.figure("µs an event", "cpuMicros"))),
            new Section(
                    "A table asked for by a script",
                    "Four metrics of all ports of 209 switches, 4 times a second, by HTTP through the handler of a script that answers their number.",
                    Pattern.compile("script-table"),
                    List.of(),
                    List.of(
                            Column.figure("rows", "rows"),
                            Column.figure("requests", "requests"),
                            Column.figure("p50 ms", "p50Millis"),
                            Column.figure("longest ms", "maxMillis"))),
            new Section(
                    "Scripts that wait",
                    "An interval handler and a handler of requests in each; beside the same product without scripts.",
                    Pattern.compile("script-idle"),
                    List.of(),
                    List.of(
                            Column.figure("scripts", "scripts"),
                            Column.figure("live heap MB", "heapMB"),
                            Column.figure("resident MB", "residentMB"))),
            new Section(
                    "Everything asked for by many",
                    "50 clients ask for all metrics of all of 5,000 agents, again and again; an answer too many is refused with 503.",
                    Pattern.compile("clients-.*"),
                    List.of(),
                    List.of(
                            Column.figure("clients", "clients"),
                            Column.figure("answers", "answered"),
                            Column.figure("refused", "refused"),
                            Column.figure("bytes of an answer", "bytes"),
                            Column.figure("longest ms", "longestMillis"),
                            Column.figure("datagrams/s", "rate"),
                            Column.figure("lost", "lost"))),
            new Section(
                    "Networks",
                    """
                    Live: 5,000 hosts with counters each 20 s and a sample each second, 100,000 with counters each 30 s and a sample each
                    10 s, 300 switches of 48 ports that sample a terabit a second, all with five definitions; and switches of 48 ports
                    with counters each 20 s and nothing else. Measured once all have sent twice, the latter a minute later; the last column counts from the start.""",
                    Pattern.compile("hosts-.*|idle-.*|terabit"),
                    List.of(),
                    List.of(
                            Column.text("network", "scenario"),
                            Column.text("heap", "heap"),
                            Column.figure("agents", "agents"),
                            Column.figure("datagrams/s", "rate"),
                            Column.figure("% of a core", "corePercent"),
                            Column.figure("live heap MB", "liveHeapMB"),
                            Column.figure("resident MB", "residentMB"),
                            Column.figure("B of 1,000 interfaces", "bytesPer1000Interfaces"),
                            Column.figure("% lost", "lostPercent"),
                            Column.figure("lost since the start", "lostSinceStart"))),
            new Section(
                    "Overload",
                    """
                    `bench/load overload`: so little processor time that some thousand datagrams a second are followed, then 1, 2, 5 and 20
                    times as many. What is sent is received or dropped by the kernel, what is lost by sequence numbers is dropped by the
                    kernel or a queue; estimates of flows are held against what was sent; lost later is what was lost from a second
                    after the flood on. A run in which one of that is not so ends with status 1.""",
                    Pattern.compile("overload-.*"),
                    List.of(),
                    List.of(
                            Column.figure("times", "times"),
                            Column.figure("sent a second", "rate"),
                            Column.figure("sent", "sent"),
                            Column.figure("kernel drops", "kernelDrops"),
                            Column.figure("queue drops", "queueDrops"),
                            Column.figure("lost by sequence", "lostBySequence"),
                            Column.figure("total of estimates off, %", "totalOffPercent"),
                            Column.figure("% of flows within their error", "withinPercent"),
                            Column.figure("REST p50 ms", "p50Millis"),
                            Column.figure("longest ms", "maxMillis"),
                            Column.figure("live heap MB", "liveHeapMB"),
                            Column.figure("lost later", "lostLater"))),
            new Section(
                    "Endurance",
                    """
                    `bench/load endurance`, [as a picture](images/endurance.svg): six samples in a datagram, 30 % of them of a flow never seen
                    before, at most 200 flows at a data source, a definition that comes, changes or goes every five seconds, questions
                    meanwhile. Heap is what lives after a collection; the most in the first third of the time and in the last.""",
                    Pattern.compile("endurance"),
                    List.of(),
                    List.of(
                            Column.figure("minutes", "minutes"),
                            Column.figure("datagrams/s", "rate"),
                            Column.figure("heap MB, first third", "heapFirstMB"),
                            Column.figure("last", "heapLastMB"),
                            Column.figure("threads, first", "threadsFirst"),
                            Column.figure("last", "threadsLast"),
                            Column.figure("descriptors, first", "descriptorsFirst"),
                            Column.figure("last", "descriptorsLast"),
                            Column.figure("received", "received"),
                            Column.figure("lost", "lost"))),
            new Section(
                    "The latest datagrams",
                    "Keeping a copy of a datagram of 1,294 bytes, for trials of thresholds and evidence of events, once all memory for it is in use.",
                    Pattern.compile("recent"),
                    List.of(),
                    List.of(Column.figure("ns a datagram", "nanos"))),
            new Section(
                    "Accuracy",
                    """
                    Flows by address pair at each data source. Without a cap every flow is held against a plain decay of the same
                    samples; with a cap of 200 entries or a tenth of the keys, whichever is more, the true lists of the 50 busiest
                    data sources are looked for, and what was found is held against the reference.""",
                    Pattern.compile("accuracy-.*"),
                    List.of(),
                    List.of(
                            Column.text("scenario", "scenario"),
                            Column.figure("flows", "flows"),
                            Column.figure("missing", "missing"),
                            Column.figure("largest relative error", "error"),
                            Column.figure("recall", "recall"),
                            Column.figure("of the worst list", "worstRecall"),
                            Column.figure("largest error %", "errorPercent"),
                            Column.text("caps", "caps"))),
            new Section(
                    "Memory of flows",
                    "Live heap after collection, beside the same without definitions, without a cap.",
                    Pattern.compile("memory-flows-.*"),
                    List.of("capture"),
                    List.of(
                            Column.text("capture", "capture"),
                            Column.figure("definitions", "definitions"),
                            Column.figure("flows", "flows"),
                            Column.figure("B a flow", "bytesPerFlow"),
                            Column.figure("MB for 100,000", "megabytesPer100000"))),
            new Section(
                    "Ever new flows",
                    "Ten minutes in which 10 % of 100,000 five-tuples are replaced every second, five definitions.",
                    Pattern.compile("churn"),
                    List.of(),
                    List.of(
                            Column.figure("seconds", "seconds"),
                            Column.figure("live heap MB", "liveHeapMB"),
                            Column.figure("% growth in the last five minutes", "growthPercent"),
                            Column.text("MB each 30 s", "curveMB"))),
            new Section(
                    "Memory",
                    """
                    Bytes of live heap: an agent with host counters, and a port with generic and Ethernet counters, a name and flow
                    samples.""",
                    Pattern.compile("memory"),
                    List.of(),
                    List.of(
                            Column.figure("an agent", "bytesPerAgent"),
                            Column.figure("a port", "bytesPerDataSource"))));

    private BenchmarkPage() {}

    /** Processor time for a datagram at a rate, and what was lost. */
    private static Column rate(int rate) {
        return new Column(String.format(Locale.ROOT, "%,d", rate), line -> {
            OptionalDouble micros = line.number("micros" + rate);
            double lost = line.number("lost" + rate).orElse(0);
            return micros.isEmpty()
                    ? ""
                    : Figures.text(micros.getAsDouble(), "µs") + (lost > 0 ? ", lost " + Figures.text(lost, "%") : "");
        });
    }

    /** The page that these lines give. */
    static String of(List<ResultLine> lines) throws IOException {
        StringBuilder page = new StringBuilder(HEAD);
        for (Goal goal : Goal.all()) {
            page.append(row(goal, lines));
        }
        SECTIONS.forEach(section -> page.append(section.of(lines)));
        return page.toString();
    }

    private static String row(Goal goal, List<ResultLine> lines) {
        Optional<ResultLine> latest = lines.stream().filter(goal::isAbout).reduce((older, newer) -> newer);
        String sign = goal.better() == Better.MORE ? "≥ " : "≤ ";
        String head = "| " + goal.what() + " | " + sign + Figures.text(goal.goal(), goal.unit()) + " | "
                + (goal.must().isPresent() ? sign + Figures.text(goal.must().getAsDouble(), goal.unit()) : "") + " | ";
        if (latest.isEmpty()) {
            return head + "not measured yet | | | | |\n";
        }
        ResultLine line = latest.orElseThrow();
        double measured = line.number(goal.figure()).orElseThrow();
        OptionalDouble lowest = line.number(goal.figure() + "Lowest");
        String range = lowest.isEmpty()
                ? ""
                : Figures.text(lowest.getAsDouble()) + " to "
                        + Figures.text(line.number(goal.figure() + "Highest").orElseThrow());
        String verdict = switch (goal.verdict(measured)) {
            case GOAL -> "goal met";
            case MUST -> "must met";
            case MISSED -> "**missed**";
        };
        return head + Figures.text(measured, goal.unit()) + " | " + range + " | " + verdict + " | " + line.machine()
                + " | " + line.text("commit") + " |\n";
    }
}
