package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the recorded leaf and spine fabric is known to hold. */
class EcmpCaptureTest {

    private final Observatory fabric = new Observatory().capture("ecmp.pcap.gz");

    @Test
    void knowsFourSwitchesByName() {
        assertThat(fabric.directory().agents())
                .extracting(agent -> agent.address().toString())
                .containsExactly("192.168.0.11", "192.168.0.12", "192.168.0.13", "192.168.0.14");
        assertThat(fabric.directory().agents())
                .extracting(agent -> agent.hostName().orElse(""))
                .containsExactly("leaf1", "leaf2", "spine1", "spine2");
    }

    @Test
    void countsDataSourcesWithCounters() {
        assertThat(fabric.directory().agents())
                .extracting(agent -> agent.status(fabric.now()).counters().dataSources())
                .containsExactly(39L, 39L, 53L, 53L);
    }
}
