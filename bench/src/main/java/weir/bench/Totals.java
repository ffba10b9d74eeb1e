package weir.bench;

/**
 * What one pass over a capture found; compared with the truth before any figure counts.
 *
 * @param datagrams datagrams decoded
 * @param flowSamples flow samples
 * @param counterSamples counter samples
 * @param scaledBytes frame length by sampling rate, summed over all flow samples; -1 where the truth does not tell
 * @param dataSources data sources that sent flow samples; -1 where the truth does not tell
 */
record Totals(long datagrams, long flowSamples, long counterSamples, long scaledBytes, long dataSources) {

    long samples() {
        return flowSamples + counterSamples;
    }

    /** Whether these are the true totals, as far as those are known. */
    boolean agreesWith(Totals truth) {
        return datagrams == truth.datagrams
                && flowSamples == truth.flowSamples
                && counterSamples == truth.counterSamples
                && (truth.scaledBytes < 0 || scaledBytes == truth.scaledBytes)
                && (truth.dataSources < 0 || dataSources == truth.dataSources);
    }

    String toLine() {
        return datagrams + " " + flowSamples + " " + counterSamples + " " + scaledBytes + " " + dataSources;
    }

    static Totals parse(String line) {
        String[] cells = line.split(" ", -1);
        return new Totals(
                Long.parseLong(cells[0]),
                Long.parseLong(cells[1]),
                Long.parseLong(cells[2]),
                Long.parseLong(cells[3]),
                Long.parseLong(cells[4]));
    }
}
