package weir.service;

import weir.flow.AggMode;

/**
 * A question for the largest flows of the network.
 *
 * <p>Thread: any; immutable.
 *
 * @param agents which agents, as a client writes it; {@code EDGE} and {@code CORE} stand for the modes of these names
 * @param name name of a flow definition
 * @param maxFlows most flows to answer
 * @param minValue least value of a flow
 * @param mode how reports of several data sources become one value
 * @param filter pattern over the fields of keys: values between commas, empty ones matching anything
 */
public record ActiveFlowsQuery(String agents, String name, int maxFlows, double minValue, AggMode mode, String filter) {

    /** Flows that are answered, unless the caller says otherwise. */
    public static final int DEFAULT_MAX_FLOWS = 100;

    /** The largest flows of all agents, each counted where it is largest. */
    public static ActiveFlowsQuery of(String name) {
        return new ActiveFlowsQuery("ALL", name, DEFAULT_MAX_FLOWS, 0, AggMode.MAX, "");
    }
}
