package weir.topology;

import java.util.function.Consumer;
import weir.metric.Observatory;
import weir.metric.SentRecords;
import weir.testing.DatagramBuilder;
import weir.testing.SampleBuilder;

/** What agents say of themselves, one thing in each datagram. */
final class Announced {

    private final Observatory observatory;
    private long sequence;

    Announced(Observatory observatory) {
        this.observatory = observatory;
    }

    /** The agent's own name. */
    void host(String agent, String name) {
        host(agent, 2, 1, name);
    }

    /** The name, and the addresses, of a host (class 2) or a virtual machine (class 3). */
    void host(String agent, int sourceClass, long index, String name, String... macs) {
        send(agent, sample -> {
            sample.source(sourceClass, index).record(0, 2000, SentRecords.host(name, "6.1"));
            if (macs.length > 0) {
                sample.record(0, 2001, SentRecords.adapter(5, macs));
            }
        });
    }

    /** The name of a port. */
    void port(String agent, long ifIndex, String name) {
        send(agent, sample -> {
            SentRecords.Port port = new SentRecords.Port();
            port.ifIndex = ifIndex;
            port.addTo(sample);
            sample.record(0, 1005, SentRecords.portName(name));
        });
    }

    private void send(String agent, Consumer<SampleBuilder> content) {
        sequence++;
        observatory.datagram(new DatagramBuilder()
                .agent(agent)
                .sequence(sequence)
                .uptime(observatory.uptime())
                .counters(sample -> content.accept(sample.sequence(sequence))));
    }
}
