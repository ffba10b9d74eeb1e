package weir.bgp.flowspec;

import java.util.List;
import weir.lookup.Prefix;

/** One part of a rule. Thread: any; immutable. */
public sealed interface Component {

    /** What it looks at. */
    ComponentType type();

    /**
     * An address must lie in a prefix.
     *
     * @param offset leading bits that do not count, IPv6 only
     */
    record Address(ComponentType type, Prefix prefix, int offset) implements Component {}

    /** A number or bits must pass comparisons. */
    record Comparison(ComponentType type, List<Operand> operands) implements Component {
        /** Copies the list. */
        public Comparison {
            operands = List.copyOf(operands);
        }
    }
}
