package weir.meter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.PlainKeys;
import weir.flow.attribute.SampleContext;
import weir.flow.key.FlowDefinition.Aggregation;
import weir.packet.PacketLayers;

/**
 * What becomes of the flow samples that have the same parts and headers of the same shape: which definitions they may belong to, and
 * where in the header the keys lie. Most definitions then need no more than to move the bits of their keys and to count by a
 * number that the sample has: they are <i>staged</i>.
 *
 * <p>Lifetime and thread: for one version of the definitions; owner only.
 */
final class SamplePlan {

    private static final int NO_DETAIL = -1;

    private final long parts;
    private final long shape;
    private final long innerShape;
    private final int detail;
    private final int[] candidates;

    private final StagedFlow[] staged;
    private final StagedText[] texts;
    /** {@link PlainKeys#locate} of all the staged, one behind the other, and where in it each begins. */
    private final int[] places;

    private final int[] firsts;

    private final int[] others;
    private final int[] @Nullable [] otherPlaces;
    private final int reach;

    /**
     * A plan.
     *
     * @param flows all in force
     * @param candidates positions of those that such samples may belong to
     * @param parts what the samples have, {@link SampleContext#parts}
     * @param layers a header like theirs; null when their headers differ
     */
    SamplePlan(MeteredFlow[] flows, int[] candidates, long parts, @Nullable PacketLayers layers) {
        this.parts = parts;
        this.candidates = candidates;
        shape = layers == null ? PacketLayers.NO_SHAPE : layers.shape();
        innerShape = layers == null ? PacketLayers.NO_SHAPE : layers.innerShape();
        detail = layers == null ? NO_DETAIL : detail(layers);
        List<StagedFlow> stagedFlows = new ArrayList<>();
        List<int[]> stagedPlaces = new ArrayList<>();
        List<StagedText> stagedTexts = new ArrayList<>();
        List<Integer> otherFlows = new ArrayList<>();
        List<int @Nullable []> placesOfOthers = new ArrayList<>();
        for (int i : candidates) {
            MeteredFlow flow = flows[i];
            int[] located = layers == null ? null : flow.locate(layers);
            boolean bySource = flow.aggregation() == Aggregation.DATA_SOURCE;
            StagedFlow ready = bySource ? flow.staged() : null;
            StagedText text = bySource && layers != null && layers.count() > 0 ? flow.stagedText() : null;
            if (located != null && ready != null) {
                stagedFlows.add(ready);
                stagedPlaces.add(located);
            } else if (text != null) {
                stagedTexts.add(text);
            } else {
                otherFlows.add(i);
                placesOfOthers.add(located);
            }
        }
        staged = stagedFlows.toArray(StagedFlow[]::new);
        texts = stagedTexts.toArray(StagedText[]::new);
        places = stagedPlaces.stream().flatMapToInt(IntStream::of).toArray();
        firsts = new int[staged.length];
        for (int i = 1; i < staged.length; i++) {
            firsts[i] = firsts[i - 1] + stagedPlaces.get(i - 1).length;
        }
        others = otherFlows.stream().mapToInt(Integer::intValue).toArray();
        otherPlaces = placesOfOthers.toArray(int[][]::new);
        reach = IntStream.concat(
                        stagedPlaces.stream().flatMapToInt(IntStream::of),
                        placesOfOthers.stream()
                                .filter(located -> located != null)
                                .flatMapToInt(IntStream::of))
                .max()
                .orElse(0);
    }

    private static int detail(PacketLayers layers) {
        int at = layers.count() == 0 ? -1 : layers.detail(0);
        return at < 0 ? NO_DETAIL : at - layers.from();
    }

    /** Whether it is the plan for such a sample. */
    boolean isFor(long has, PacketLayers layers) {
        return parts == has
                && shape == layers.shape()
                && innerShape == layers.innerShape()
                && (shape == PacketLayers.NO_SHAPE || detail == detail(layers));
    }

    /** Whether a header of the shape has all keys that were located, so that it is not cut off before. */
    boolean fits(PacketLayers layers) {
        return layers.from() >= Long.BYTES && layers.innermostLimit() - layers.from() >= reach;
    }

    /** Gives a sample, which {@link #fits}, to the staged definitions. */
    void stage(SampleContext sample, int source, double weight, long time) {
        for (int i = 0; i < staged.length; i++) {
            StagedFlow flow = staged[i];
            double number = flow.number().number(sample);
            if (!Double.isNaN(number)) {
                flow.add(sample, places, firsts[i], number, source, weight, time);
            }
        }
        for (StagedText text : texts) {
            double number = text.number().number(sample);
            if (!Double.isNaN(number)) {
                text.add(sample, number, source, weight, time);
            }
        }
    }

    /** Whether there are staged definitions. */
    boolean stages() {
        return staged.length + texts.length > 0;
    }

    /** Positions of the definitions that a sample which {@link #fits} has to be given to besides; not to be changed. */
    int[] others() {
        return others;
    }

    /** Where the keys of the i-th of the {@link #others} lie. Absent: null when they have to be looked for. */
    int @Nullable [] placesOfOther(int i) {
        return otherPlaces[i];
    }

    /** Positions of all definitions that a sample may belong to which does not fit; not to be changed. */
    int[] candidates() {
        return candidates;
    }
}
