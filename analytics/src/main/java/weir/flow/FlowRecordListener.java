package weir.flow;

/** Is told of flows that ended, or began where a definition asks for that. */
@FunctionalInterface
public interface FlowRecordListener {

    /**
     * Takes a record.
     *
     * @param source data source number
     * @param totals what was seen
     */
    void onRecord(int source, FlowTotals totals);
}
