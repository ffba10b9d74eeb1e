package weir.script.js;

/**
 * How much one script may take.
 *
 * <p>Thread: any; immutable.
 *
 * @param callbackMillis processor time of one callback, and of the top level; waiting does not count
 * @param callbackBytes memory that one callback may allocate, also when it is soon garbage
 * @param events events that may wait for the script
 * @param flows flow records that may wait
 * @param requests HTTP requests that may wait
 * @param callbacks time-outs and asynchronous calls that may be under way
 */
public record Limits(long callbackMillis, long callbackBytes, int events, int flows, int requests, int callbacks) {

    /** Elements of an array that a single built-in function goes over or makes. */
    public static final int MOST_ELEMENTS = 5_000_000;

    /** Characters of a text that a single built-in function makes. */
    public static final int MOST_CHARACTERS = 1 << 25;

    private static final long LEAST_BYTES = 64L << 20;

    /** Checks the numbers. */
    public Limits {
        if (callbackMillis < 1 || callbackBytes < 1 || events < 1 || flows < 1 || requests < 1 || callbacks < 1) {
            throw new IllegalArgumentException("a limit of scripts is less than 1");
        }
    }

    /** Ten seconds, a third of the heap. */
    public static Limits standard() {
        long bytes = Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / 3);
        return new Limits(10_000, bytes, 1000, 1000, 100, 1000);
    }
}
