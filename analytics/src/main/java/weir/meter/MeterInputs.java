package weir.meter;

import java.util.function.Supplier;
import weir.lookup.Lookups;
import weir.metric.query.TopologyView;

/**
 * What a {@link Meter} works by, each the version in force: read once at the start of a datagram and at marks, so that
 * everything in a datagram sees one version.
 *
 * @param definitions flow definitions
 * @param lookups names
 * @param topology which ports are edge ports
 */
public record MeterInputs(
        Supplier<FlowDefinitions> definitions, Supplier<Lookups> lookups, Supplier<? extends TopologyView> topology) {

    /** Definitions, without names and topology. */
    public static MeterInputs of(Supplier<FlowDefinitions> definitions) {
        return new MeterInputs(definitions, () -> Lookups.NONE, () -> TopologyView.NONE);
    }
}
