package weir.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import weir.flow.key.FlowDefinition;
import weir.meter.FlowDefinitions;

/** The twenty definitions of the benchmark, in their order, and such as are added to see what one more costs. */
final class FlowDefinitionsOfBench {

    /** Definitions that are added at once to see what one costs: the difference is then larger than the noise. */
    static final int MORE = 4;

    /** Smoothing time in seconds, unless a scenario says otherwise. */
    static final double SMOOTHING = 2;

    private record Row(String keys, String value, String filter) {

        Map<String, Object> attributes(double smoothing) {
            return Map.of("keys", keys, "value", value, "filter", filter, "n", 20, "t", smoothing);
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row("ipsource,ipdestination", "bytes", ""),
            new Row("ipsource,ipdestination,tcpsourceport,tcpdestinationport", "bytes", ""),
            new Row("ipdestination,udpsourceport", "frames", "ipprotocol=17"),
            new Row("macsource,macdestination", "bytes", ""),
            new Row("ip6source,ip6destination", "bytes", ""),
            new Row("ipsource", "frames", ""),
            new Row("ipdestination", "bytes", ""),
            new Row("ipprotocol", "frames", ""),
            new Row("vlan", "bytes", ""),
            new Row("ethernetprotocol", "bytes", ""),
            new Row("stack", "bytes", ""),
            new Row("tcpdestinationport", "bytes", ""),
            new Row("udpdestinationport", "frames", ""),
            new Row("ipsource,tcpflags", "frames", "tcpflags~.......1."),
            new Row("inputifindex,outputifindex", "bytes", ""),
            new Row("ipttl", "frames", ""),
            new Row("vxlanvni,ipsource.1,ipdestination.1", "bytes", ""),
            new Row("macsource", "count:ipsource", ""),
            new Row("mask:ipsource:24,mask:ipdestination:24", "bytes", ""),
            new Row("icmptype,ipdestination", "frames", ""));

    /** Definitions to add: those of one kind do the same with each sample. */
    enum Kind {
        /** The filter looks at a layer that most samples have, and does not match. */
        FILTERED,
        /** The keys are of layers that no sample has. */
        ABSENT,
        /** Every sample has the keys and is counted. */
        COUNTING;

        private List<Row> rows() {
            return switch (this) {
                case FILTERED ->
                    List.of(
                            new Row("ipsource,ipdestination", "bytes", "ipprotocol=132"),
                            new Row("macsource", "bytes", "ethernetprotocol=2114"),
                            new Row("ipdestination,ipttl", "frames", "ipprotocol=89"),
                            new Row("ipsource,ipdestination", "frames", "tcpdestinationport=1"));
                case ABSENT ->
                    List.of(
                            new Row("arpipsender,arpiptarget", "frames", ""),
                            new Row("genevevni", "bytes", ""),
                            new Row("grevsid,ipdestination", "bytes", ""),
                            new Row("sctpsourceport,sctpdestinationport", "bytes", ""));
                case COUNTING ->
                    List.of(
                            new Row("macdestination", "bytes", ""),
                            new Row("outputifindex,macsource", "bytes", ""),
                            new Row("ethernetprotocol", "bytes", ""),
                            new Row("inputifindex", "frames", ""));
            };
        }

        /** Name in the results. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private FlowDefinitionsOfBench() {}

    /** The first of them, each with the 20 largest flows and a smoothing time of 2 s. */
    static FlowDefinitions first(int count) {
        return first(count, SMOOTHING);
    }

    /** The first of them, with another smoothing time in seconds. */
    static FlowDefinitions first(int count, double smoothing) {
        FlowDefinitions definitions = FlowDefinitions.NONE;
        for (int i = 0; i < count; i++) {
            definitions =
                    definitions.with(FlowDefinition.of(name(i), ROWS.get(i).attributes(smoothing)));
        }
        return definitions;
    }

    /** The first of them, and {@value #MORE} of a kind. */
    static FlowDefinitions firstAnd(int count, Kind kind) {
        FlowDefinitions definitions = first(count);
        for (int i = 0; i < MORE; i++) {
            definitions = definitions.with(
                    FlowDefinition.of(kind.text() + i, kind.rows().get(i).attributes(SMOOTHING)));
        }
        return definitions;
    }

    /** What {@code 5} or {@code 5 counting} means. */
    static FlowDefinitions parse(String text) {
        String[] words = text.split(" ", 2);
        int count = Integer.parseInt(words[0]);
        return words.length == 1 ? first(count) : firstAnd(count, Kind.valueOf(words[1].toUpperCase(Locale.ROOT)));
    }

    /** Name of a definition, from 0. */
    static String name(int index) {
        return String.format(Locale.ROOT, "flow%02d", index + 1);
    }

    /** The first of them as {@code flow.file} has it. */
    static String file(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    Row row = ROWS.get(i);
                    return String.format(
                            Locale.ROOT,
                            "\"%s\":{\"keys\":\"%s\",\"value\":\"%s\",\"filter\":\"%s\",\"n\":20,\"t\":%s}",
                            name(i),
                            row.keys,
                            row.value,
                            row.filter,
                            SMOOTHING);
                })
                .collect(Collectors.joining(",\n", "{", "}\n"));
    }
}
