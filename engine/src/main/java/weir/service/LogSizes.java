package weir.service;

/**
 * How many entries the logs keep.
 *
 * @param events events of thresholds
 * @param flows records of flows
 */
public record LogSizes(int events, int flows) {

    /** A thousand each. */
    public static final LogSizes USUAL = new LogSizes(1000, 1000);

    /** Checks the numbers. */
    public LogSizes {
        if (events < 1 || flows < 1) {
            throw new IllegalArgumentException("a log keeps at least one entry");
        }
    }
}
