package weir.main;

import java.util.List;

/** The command line: {@code run} (also when nothing is said), {@code version}, {@code help}. */
public final class Main {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    private Main() {}

    /** Runs a command and ends the process with its status. */
    public static void main(String[] arguments) {
        leaveAProcessorToSamples();
        int status = Commands.execute(List.of(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }

    /**
     * Requests run on virtual threads: of the processors one is not theirs, so that samples are not lost however many ask
     * at once. To be done before the first of them begins; what the operator says counts.
     */
    private static void leaveAProcessorToSamples() {
        if (System.getProperty(CARRIERS) == null) {
            int processors = Runtime.getRuntime().availableProcessors();
            System.setProperty(CARRIERS, Integer.toString(Math.max(1, processors - 1)));
        }
    }
}
