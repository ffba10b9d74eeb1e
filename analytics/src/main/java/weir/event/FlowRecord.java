package weir.event;

import weir.flow.FlowSource;
import weir.flow.FlowTotals;

/**
 * An entry of the flow log: a flow that ended, or began where its definition asks for that.
 *
 * <p>Thread: any; immutable. Source: REST API reference, section 4.7.
 *
 * @param name name of the flow definition
 * @param source where it was seen
 * @param totals what was seen
 */
public record FlowRecord(String name, FlowSource source, FlowTotals totals) {}
