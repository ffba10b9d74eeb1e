package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class AdaptersTest {

    private final Observatory observatory = new Observatory();

    private Adapters announce(double time, String... macs) {
        observatory.at(time).counters(sample -> sample.source(2, 1).record(0, 2001, SentRecords.adapter(5, macs)));
        return Objects.requireNonNull(observatory.agent().dataSource(DataSourceId.of(2, 1)))
                .adapters();
    }

    @Test
    void areKnownWithTheirInterfaceAndSinceWhen() {
        Adapters adapters = announce(1, "020000000001", "020000000002");
        assertThat(adapters.size()).isEqualTo(2);
        assertThat(adapters.mac(1)).isEqualTo(0x020000000002L);
        assertThat(adapters.ifIndex(1)).isEqualTo(5);
        assertThat(adapters.since(1)).isEqualTo(1_000_000_000L);
        assertThat(announce(2, "020000000001", "020000000002")).isSameAs(adapters);
        Adapters changed = announce(3, "020000000003", "020000000002");
        assertThat(changed.since(0)).isEqualTo(3_000_000_000L);
        assertThat(changed.since(1)).as("named without a break").isEqualTo(1_000_000_000L);
    }

    @Test
    void moreThanAllowedAreNotRead() {
        String[] macs = new String[Adapters.MAX + 50];
        for (int i = 0; i < macs.length; i++) {
            macs[i] = String.format("0200%08x", i);
        }
        assertThat(announce(0, macs).size()).isEqualTo(Adapters.MAX);
    }

    @Test
    void makeNoMetric() {
        announce(0, "020000000001");
        assertThat(observatory.row(2, 1).isEmpty()).isTrue();
    }
}
