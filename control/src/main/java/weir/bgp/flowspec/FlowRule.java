package weir.bgp.flowspec;

/**
 * A FlowSpec rule. Thread: any; immutable.
 *
 * @param match which packets
 * @param actions what to do with them
 */
public record FlowRule(FlowMatch match, RuleActions actions) {}
