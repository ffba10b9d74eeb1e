package weir.meter;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.SampleContext;
import weir.packet.PacketLayers;

/**
 * What becomes of samples, {@link SamplePlan}. Flow samples have few sets of parts and few shapes of headers, so it is worked out
 * once for each.
 *
 * <p>Bound: {@value #PLACES} plans. What finds no place among the {@value #PROBES} it may have gets all definitions, each of which
 * looks for itself; nothing is forgotten for it, so that strange samples cost no more than their own. Thread: owner only.
 */
final class SamplePlans {

    static final int PLACES = 256;
    private static final int PROBES = 4;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final MeteredFlow[] flows;
    private final SamplePlan all;
    private final @Nullable SamplePlan[] plans = new SamplePlan[PLACES];

    /** Plans for the definitions in force, in their order. */
    SamplePlans(MeteredFlow[] flows) {
        this.flows = flows;
        all = new SamplePlan(flows, IntStream.range(0, flows.length).toArray(), 0, null);
    }

    /** The plan for a sample. */
    SamplePlan of(SampleContext sample) {
        return sample.kind() == SampleContext.Kind.FLOW ? of(sample.parts(), sample.layers()) : all;
    }

    /** The plan for a flow sample with such parts, {@link SampleContext#parts}, and such a header. */
    SamplePlan of(long parts, PacketLayers layers) {
        long shape = layers.shape();
        int first = (int) ((parts ^ shape * MULTIPLIER) * MULTIPLIER >>> Integer.SIZE);
        for (int probe = 0; probe < PROBES; probe++) {
            int place = first + probe & PLACES - 1;
            SamplePlan known = plans[place];
            if (known == null) {
                SamplePlan made = make(parts, layers);
                plans[place] = made;
                return made;
            }
            if (known.isFor(parts, layers)) {
                return known;
            }
        }
        return all;
    }

    private SamplePlan make(long parts, PacketLayers layers) {
        int[] candidates = IntStream.range(0, flows.length)
                .filter(i -> flows[i].mayMatch(parts))
                .toArray();
        return new SamplePlan(flows, candidates, parts, layers.shape() == PacketLayers.NO_SHAPE ? null : layers);
    }

    @Override
    public String toString() {
        return Arrays.stream(plans).filter(plan -> plan != null).count() + " plans";
    }
}
