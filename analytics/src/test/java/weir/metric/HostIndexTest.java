package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import weir.testing.DatagramBuilder;

class HostIndexTest {

    private static final long MAC = 0x020000000001L;

    private final Observatory observatory = new Observatory();

    private void announce(double time, String agent, int sourceClass, long index, long sequence, String... macs) {
        observatory
                .at(time)
                .datagram(new DatagramBuilder()
                        .agent(agent)
                        .sequence(sequence)
                        .uptime(observatory.uptime())
                        .counters(sample -> sample.source(sourceClass, index)
                                .sequence(sequence)
                                .record(0, 2001, SentRecords.adapter(5, macs))));
    }

    private String place() {
        return HostIndex.of(observatory.directory())
                .find(MAC)
                .map(place -> place.agent() + " " + place.dataSource())
                .orElse("");
    }

    @Test
    void findsTheDataSourceOfAnAddress() {
        announce(0, "10.0.0.1", 2, 1, 1, "020000000001", "020000000002");
        HostIndex index = HostIndex.of(observatory.directory());
        assertThat(index.size()).isEqualTo(2);
        assertThat(index.find(MAC)).hasValueSatisfying(place -> {
            assertThat(place.agent()).hasToString("10.0.0.1");
            assertThat(place.dataSource()).hasToString("2.1");
            assertThat(place.ifIndex()).isEqualTo(5);
        });
        assertThat(index.find(99)).isEmpty();
    }

    @Test
    void givesAnAddressToTheDataSourceThatBeganToNameItLast() {
        announce(0, "10.0.0.1", 3, 100_001, 1, "020000000001");
        announce(10, "10.0.0.2", 3, 100_001, 1, "020000000001");
        assertThat(place()).isEqualTo("10.0.0.2 3.100001");
        announce(20, "10.0.0.1", 3, 100_001, 2, "020000000001");
        assertThat(place()).as("naming it again is nothing new").isEqualTo("10.0.0.2 3.100001");
        announce(30, "10.0.0.1", 3, 100_001, 3, "020000000009");
        announce(40, "10.0.0.1", 3, 100_001, 4, "020000000009", "020000000001");
        assertThat(place()).isEqualTo("10.0.0.1 3.100001");
    }

    @Test
    void givesAnAddressNamedByTwoAtOnceToTheFirstInOrder() {
        announce(0, "10.0.0.2", 2, 1, 1, "020000000001");
        announce(0, "10.0.0.1", 2, 1, 1, "020000000001");
        assertThat(place()).isEqualTo("10.0.0.1 2.1");
    }

    @Test
    void saysWhenItIsOutOfDate() {
        announce(0, "10.0.0.1", 2, 1, 1, "020000000001");
        long first = observatory.directory().adapterChanges();
        announce(30, "10.0.0.1", 2, 1, 2, "020000000001");
        assertThat(observatory.directory().adapterChanges()).isEqualTo(first);
        announce(60, "10.0.0.1", 2, 1, 3, "020000000002");
        assertThat(observatory.directory().adapterChanges()).isNotEqualTo(first);
        assertThat(place()).isEmpty();
        long second = observatory.directory().adapterChanges();
        observatory.at(700).sweep();
        assertThat(observatory.directory().adapterChanges()).isNotEqualTo(second);
    }

    @Test
    void readsNoMoreAddressesThanAllowed() {
        String[] macs = new String[Adapters.MAX + 50];
        for (int i = 0; i < macs.length; i++) {
            macs[i] = String.format("0200%08x", i);
        }
        announce(0, "10.0.0.1", 2, 1, 1, macs);
        assertThat(HostIndex.of(observatory.directory()).size()).isEqualTo(Adapters.MAX);
    }

    @Test
    void makesNoMetricOfAdapters() {
        announce(0, "10.0.0.1", 2, 1, 1, "020000000001");
        assertThat(observatory.row(2, 1).isEmpty()).isTrue();
    }
}
