package weir.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import weir.flow.ActiveFlows.Block;
import weir.flow.ActiveFlows.Shape;

/**
 * Observations merged by key, in the order of their data sources.
 *
 * <p>The sums that a value and its error stand on are folded for every key. What is reported for a key beside them is
 * put together only for the keys that are reported.
 */
final class FlowFold {

    private static final Comparator<Candidate> SMALLEST_FIRST =
            Comparator.comparingDouble(Candidate::value).thenComparing(Candidate::key, Comparator.reverseOrder());

    private final Shape shape;
    private final AggMode mode;
    private final FoldedKeys keys;
    private final FoldedValues values;

    private double[] sums = new double[64];
    private double[] squares = new double[64];
    /** Σ|value| × what a sample typically counts where it was taken. */
    private double[] expected = new double[64];

    private int[] counts = new int[64];
    /** Where the largest value of a key is: its block, and the observation. */
    private Block[] blocks = new Block[64];

    private int[] observations = new int[64];

    FlowFold(Shape shape, AggMode mode, List<Block> blocks) {
        this.shape = shape;
        this.mode = mode;
        keys = new FoldedKeys(shape.keyWidth());
        values = new FoldedValues(shape.values(), mode);
        values.resize(sums.length);
        IdentityHashMap<Observations, int[]> keysOf = new IdentityHashMap<>();
        for (Block block : blocks) {
            add(block, keysOf.computeIfAbsent(block.part(), this::number));
        }
    }

    List<ActiveFlow> top(int maxFlows, double minValue, FlowFilter filter) {
        if (maxFlows <= 0) {
            return List.of();
        }
        var largest = new PriorityQueue<>(SMALLEST_FIRST);
        for (int key = 0; key < keys.end(); key++) {
            double value = value(key);
            boolean full = largest.size() == maxFlows;
            if (value >= minValue && !(full && value < largest.element().value())) {
                var candidate = new Candidate(value, new FlowKey(keys.copy(key), shape.format()), key);
                if (filter.matches(candidate.key)) {
                    largest.add(candidate);
                    if (full) {
                        largest.remove();
                    }
                }
            }
        }
        var candidates = new ArrayList<>(largest);
        candidates.sort(Collections.reverseOrder(SMALLEST_FIRST));
        return candidates.stream().map(this::flow).toList();
    }

    /** All keys as what one data source, the network, reports. */
    Observations observations() {
        var folded = new Observations(shape.keyWidth(), shape.values().size(), keys.end());
        var view = new KeyView(shape.keyWidth());
        for (int key = 0; key < keys.end(); key++) {
            folded.add(keys.key(key, view), sums[key], squares[key], typical(key));
            for (int i = 0; i < shape.values().size(); i++) {
                folded.set(i, values.value(key, i), values.weight(key, i));
            }
        }
        folded.endSource(FlowSource.NETWORK);
        return folded;
    }

    /** For each of some observations the number here of its key. */
    private int[] number(Observations part) {
        int[] numbers = new int[part.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = keys.number(part, i);
        }
        if (keys.end() > sums.length) {
            int length = Math.max(keys.end(), sums.length * 2);
            sums = Arrays.copyOf(sums, length);
            squares = Arrays.copyOf(squares, length);
            expected = Arrays.copyOf(expected, length);
            counts = Arrays.copyOf(counts, length);
            blocks = Arrays.copyOf(blocks, length);
            observations = Arrays.copyOf(observations, length);
            values.resize(length);
        }
        return numbers;
    }

    private void add(Block block, int[] numbers) {
        Observations part = block.part();
        for (int i = part.start(block.number()); i < part.end(block.number()); i++) {
            int key = numbers[i];
            double value = part.value(i);
            if (mode == AggMode.MAX) {
                if (counts[key] == 0 || value > sums[key]) {
                    sums[key] = value;
                    squares[key] = part.squares(i);
                    expected[key] = Math.abs(value) * part.typical(i);
                    blocks[key] = block;
                    observations[key] = i;
                }
            } else {
                sums[key] += value;
                squares[key] += part.squares(i);
                expected[key] += Math.abs(value) * part.typical(i);
                values.add(key, part, i);
            }
            counts[key]++;
        }
    }

    private double value(int key) {
        return mode.averages() ? sums[key] / counts[key] : sums[key];
    }

    private double typical(int key) {
        return sums[key] == 0 ? 0 : expected[key] / Math.abs(sums[key]);
    }

    private ActiveFlow flow(Candidate candidate) {
        int key = candidate.number;
        boolean max = mode == AggMode.MAX;
        var further = new ArrayList<Double>(shape.values().size());
        for (int i = 0; i < shape.values().size(); i++) {
            further.add(max ? blocks[key].part().value(observations[key], i) : values.value(key, i));
        }
        Optional<FlowSource> source = max
                ? Optional.of(blocks[key].part().source(blocks[key].number()))
                        .filter(at -> at.agent().isPresent())
                : Optional.empty();
        Optional<Estimate> estimate = Estimate.of(sums[key], squares[key], typical(key));
        return new ActiveFlow(candidate.key, candidate.value, counts[key], source, further, estimate);
    }

    private record Candidate(double value, FlowKey key, int number) {}
}
