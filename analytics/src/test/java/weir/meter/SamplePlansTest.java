package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weir.flow.MemoryBudget;
import weir.flow.attribute.Sampling;
import weir.flow.key.FlowDefinition;
import weir.packet.HeaderScanner;
import weir.packet.PacketLayers;
import weir.testing.Allocation;

/** Samples of one kind have one plan, and strange ones cost no more than their own. */
class SamplePlansTest {

    private static final int ETHERNET = 1;
    private static final byte[] PACKET = Metering.packet("10.1.0.1", "10.2.0.2");

    private final MeteredFlow[] flows = flows();
    private final SamplePlans plans = new SamplePlans(flows);

    private static MeteredFlow[] flows() {
        FlowDefinitions definitions = FlowDefinitions.NONE;
        for (String keys : List.of("ipsource", "ip6source", "vlan", "tcpsourceport", "arpipsender", "httphost")) {
            definitions = definitions.with(FlowDefinition.of(keys, Map.of("keys", keys, "value", "bytes")));
        }
        return new MeteredFlows(Sampling.TABLE, 100, MemoryBudget.unlimited(), (definition, source, totals) -> {})
                .change(definitions, 0);
    }

    /** Layers of a packet in an array that begins so many bytes before it. */
    private static PacketLayers layers(int before) {
        byte[] bytes = new byte[before + PACKET.length];
        System.arraycopy(PACKET, 0, bytes, before, PACKET.length);
        return new HeaderScanner().scan(ETHERNET, bytes, before, bytes.length);
    }

    private int[] mayMatch(long parts) {
        return IntStream.range(0, flows.length)
                .filter(i -> flows[i].mayMatch(parts))
                .toArray();
    }

    @Test
    void aHeaderHasOnePlanWhereverItLies() {
        PacketLayers here = layers(8);
        PacketLayers there = layers(300);

        SamplePlan plan = plans.of(here.present(), here);
        assertThat(plans.of(there.present(), there)).isSameAs(plan);
        assertThat(plan.candidates()).isEqualTo(mayMatch(here.present())).hasSizeBetween(2, flows.length - 1);
        assertThat(plan.fits(here)).isTrue();
        assertThat(plan.fits(layers(0)))
                .as("eight bytes are read that end with a field")
                .isFalse();
    }

    @Test
    void howeverManyKindsComeNoneMissesADefinitionAndTheFirstStayKnown() {
        PacketLayers layers = layers(8);
        Random random = new Random(1);
        Map<Long, SamplePlan> first = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            long parts = random.nextLong();
            first.put(parts, plans.of(parts, layers));
        }
        List<SamplePlan> known = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            long parts = random.nextLong();
            SamplePlan plan = plans.of(parts, layers);
            assertThat(plan.candidates()).contains(mayMatch(parts));
            if (plan.isFor(parts, layers)) {
                known.add(plan);
            }
        }

        assertThat(known).hasSizeBetween(1, SamplePlans.PLACES);
        first.forEach((parts, plan) -> assertThat(plans.of(parts, layers)).isSameAs(plan));
    }

    @Test
    void kindsThatFindNoPlaceCostNoMemory() {
        PacketLayers layers = layers(8);
        long[] sets = new Random(2).longs(5000).toArray();
        int[] sum = new int[1];

        long allocated = Allocation.ofWarm(300, () -> {
            for (long parts : sets) {
                sum[0] += plans.of(parts, layers).candidates().length;
            }
        });

        assertThat(allocated).isZero();
        assertThat(sum[0]).isPositive();
    }
}
