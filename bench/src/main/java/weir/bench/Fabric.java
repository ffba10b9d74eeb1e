package weir.bench;

import java.util.function.Consumer;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;
import weir.testing.SampleBuilder;
import weir.testing.XdrWriter;

/**
 * A made-up fabric in memory: switches that send host counters, and for each port generic, Ethernet and name records and
 * a flow sample; twice, so that rates are there.
 */
final class Fabric {

    private static final long SECOND = 1_000_000_000;
    private static final long POLLING = 20 * SECOND;

    private final DecodeCounts counts = new DecodeCounts();
    private final AgentDirectory directory = new AgentDirectory();
    private final AgentTable agents;
    private final DatagramDecoder decoder;

    private Fabric() {
        StructureTable structures = StructureTable.standard();
        agents = new AgentTable(directory, structures, counts);
        decoder = new DatagramDecoder(structures, counts);
    }

    static Fabric of(int switches, int ports) {
        var fabric = new Fabric();
        for (int round = 1; round <= 2; round++) {
            for (int i = 0; i < switches; i++) {
                fabric.accept(host(i, ports, round), round);
                for (int port = 1; port <= ports; port++) {
                    fabric.accept(port(i, port, ports, round), round);
                }
            }
        }
        return fabric;
    }

    /** Agents that are known: keeps all of it alive while it is measured. */
    int size() {
        return directory.size();
    }

    private void accept(byte[] datagram, int round) {
        agents.applier().arrived(round * POLLING, false, 0, 1);
        decoder.decode(datagram, 0, datagram.length, agents.applier());
    }

    private static DatagramBuilder datagram(int index, long sequence, int round) {
        return new DatagramBuilder()
                .agent("10." + (index >>> 16 & 255) + "." + (index >>> 8 & 255) + "." + (index & 255))
                .sequence(sequence)
                .uptime(round * POLLING / 1_000_000);
    }

    private static byte[] host(int index, int ports, int round) {
        return datagram(index, (long) (round - 1) * (ports + 1) + 1, round)
                .counters(sample -> hostCounters(sample, index, round))
                .build();
    }

    private static byte[] port(int index, int port, int ports, int round) {
        long sequence = (long) (round - 1) * (ports + 1) + 1 + port;
        return datagram(index, sequence, round)
                .counters(sample -> portCounters(sample, port, round))
                .flow(sample -> sample.sequence(round)
                        .source(0, port)
                        .rate(1000)
                        .pool(round * 1000L)
                        .input(port)
                        .output(2)
                        .header(1518, new byte[64]))
                .build();
    }

    /** Counters of a host, which have grown with each round. */
    static void hostCounters(SampleBuilder sample, int index, int round) {
        sample.sequence(round).source(2, 1);
        record(
                sample,
                2000,
                w -> w.string("switch" + index)
                        .u64(index)
                        .u64(index)
                        .u32(3)
                        .u32(2)
                        .string("6.1.0"));
        numbers(sample, 2003, 17 + 3, round);
        numbers(sample, 2004, 7 * 2 + 4, round);
        numbers(sample, 2005, 2 * 2 + 1 + 2 * (1 + 2 + 1), round);
        numbers(sample, 2006, 2 * (2 + 3), round);
    }

    /** Counters of a port, which have grown with each round. */
    static void portCounters(SampleBuilder sample, int port, int round) {
        sample.sequence(round).source(0, port);
        record(sample, 1, w -> {
            w.u32(port).u32(6).u64(10_000_000_000L).u32(1).u32(3).u64(round * 1_000_000L);
            for (int i = 0; i < 6; i++) {
                w.u32(round * 1000L);
            }
            w.u64(round * 1_000_000L);
            for (int i = 0; i < 6; i++) {
                w.u32(round * 1000L);
            }
        });
        numbers(sample, 2, 13, round);
        record(sample, 1005, w -> w.string("swp" + port));
    }

    private static void record(SampleBuilder sample, int format, Consumer<XdrWriter> body) {
        sample.record(0, format, body);
    }

    private static void numbers(SampleBuilder sample, int format, int words, int round) {
        record(sample, format, w -> {
            for (int i = 0; i < words; i++) {
                w.u32(round * 100L + i);
            }
        });
    }
}
