package weir.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The flows that data sources report at one moment, not yet merged by key.
 *
 * <p>{@link #merge} is associative and commutative to the bit, so answers of any number of caches can be put together in
 * any order, as long as each data source is in one of them: observations are merely collected. They become flows at the
 * end, when all are there: {@link #top} takes them by ascending agent and data source, whatever their order was, and cuts
 * to the number asked for last.
 *
 * <p>Lifetime and thread: any; immutable.
 */
public final class ActiveFlows {

    private final Shape shape;
    private final List<Observations> parts;

    private ActiveFlows(Shape shape, List<Observations> parts) {
        this.shape = shape;
        this.parts = List.copyOf(parts);
    }

    /** No flows of a definition. */
    public static ActiveFlows none(FlowSettings settings, FlowKeyFormat format) {
        return new ActiveFlows(new Shape(settings.value(), settings.values(), format), List.of());
    }

    static ActiveFlows of(Shape shape, Observations observations) {
        return new ActiveFlows(shape, List.of(observations));
    }

    /** Whether other flows are formed in the same way, as those of one definition are. */
    public boolean mergesWith(ActiveFlows other) {
        return shape.matches(other.shape);
    }

    /** These flows and those of other data sources. */
    public ActiveFlows merge(ActiveFlows other) {
        if (!shape.matches(other.shape)) {
            throw new IllegalArgumentException("flows of different definitions do not merge");
        }
        return new ActiveFlows(
                shape, Stream.concat(parts.stream(), other.parts.stream()).toList());
    }

    /**
     * The largest flows.
     *
     * <p>Shape: at most {@code maxFlows} (none when it is not above 0), by falling value, equal values by key; each key
     * once; none below {@code minValue}.
     */
    public List<ActiveFlow> top(AggMode mode, int maxFlows, double minValue, FlowFilter filter) {
        return new FlowFold(shape, mode, blocks()).top(maxFlows, minValue, filter);
    }

    /**
     * All data sources as one table, that of the network: what each key amounts to in their sum.
     *
     * <p>Shape: one data source, {@link FlowSource#NETWORK}.
     */
    public ActiveFlows network() {
        return of(shape, new FlowFold(shape, AggMode.SUM, blocks()).observations());
    }

    /**
     * The places that see a flow, by agent and data source.
     *
     * @param key text of the key
     */
    public List<FlowLocation> locations(String key) {
        return locations().filter(location -> location.key().text().equals(key)).toList();
    }

    /** The places that see any flow, by agent and data source, then by key. */
    public List<FlowLocation> allLocations() {
        return locations()
                .sorted(Comparator.comparing(FlowLocation::source).thenComparing(FlowLocation::key))
                .toList();
    }

    /** Number of observations: flows, counted at each data source. */
    public int size() {
        return blocks().stream().mapToInt(Block::size).sum();
    }

    private Stream<FlowLocation> locations() {
        return blocks().stream().flatMap(this::locations);
    }

    private Stream<FlowLocation> locations(Block block) {
        Observations part = block.part;
        var view = new KeyView(shape.keyWidth());
        var found = new ArrayList<FlowLocation>(block.size());
        for (int i = part.start(block.number); i < part.end(block.number); i++) {
            var key = new FlowKey(part.key(i, view).copy(), shape.format);
            found.add(new FlowLocation(key, part.source(block.number), part.value(i)));
        }
        return found.stream();
    }

    private List<Block> blocks() {
        var blocks = new ArrayList<Block>();
        for (Observations part : parts) {
            for (int number = 0; number < part.sourceCount(); number++) {
                blocks.add(new Block(part, number));
            }
        }
        blocks.sort(Comparator.comparing(block -> block.part.source(block.number)));
        return blocks;
    }

    /**
     * What observations of a definition consist of.
     *
     * @param value how the value is formed
     * @param values how the further values are formed
     * @param format text of keys
     */
    record Shape(ValueForm value, List<ValueForm> values, FlowKeyFormat format) {

        /** Width of the keys that are packed. Absent: -1 when none are. Units: bytes. */
        int keyWidth() {
            return KeyView.packedWidth(format);
        }

        boolean matches(Shape other) {
            return value == other.value && values.equals(other.values);
        }
    }

    /**
     * The observations of one data source.
     *
     * @param part where they are
     * @param number number of the data source there
     */
    record Block(Observations part, int number) {

        int size() {
            return part.end(number) - part.start(number);
        }
    }
}
