package weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.flow.key.FlowDefinition;

/** When definitions that were given for a time go. */
class FlowLeasesTest {

    private final FlowLeases leases = new FlowLeases();
    private final FlowDefinition one = FlowDefinition.of("one", Map.of("keys", "ipsource", "value", "bytes"));

    @Test
    void aLeaseEndsAtItsTimeAndOnce() {
        leases.give(false, one, 100);
        assertThat(leases.end(99)).isEmpty();
        assertThat(leases.end(100)).containsExactly(one);
        assertThat(leases.end(101)).isEmpty();
        assertThat(leases.isEmpty()).isTrue();
    }

    @Test
    void whoGivesItAgainMakesItLonger() {
        leases.give(false, one, 100);
        leases.give(true, one, 200);
        assertThat(leases.end(150)).isEmpty();
        assertThat(leases.end(200)).containsExactly(one);
    }

    @Test
    void whatIsThereWithoutALeaseStays() {
        leases.give(true, one, 100);
        assertThat(leases.end(100)).isEmpty();
        leases.give(false, one, 100);
        leases.forget("one");
        assertThat(leases.end(100)).isEmpty();
    }

    @Test
    void timesMayOverflow() {
        leases.give(false, one, Long.MIN_VALUE + 5);
        assertThat(leases.end(Long.MAX_VALUE - 5)).isEmpty();
        assertThat(leases.end(Long.MIN_VALUE + 5)).containsExactly(one);
    }
}
