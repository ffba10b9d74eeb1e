package weir.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A process that sends sFlow to a port of the loopback address. */
final class Sender implements AutoCloseable {

    /** Longer than any scenario takes: a sender is ended by {@link #close}. */
    private static final int SECONDS = 3600;

    private final Process process;

    private Sender(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The generator, sending its model at a rate in datagrams per second. */
    static Sender generator(Generator generator, int port, double rate, String... model) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "send",
                "--to",
                "127.0.0.1:" + port,
                "--rate",
                String.format(Locale.ROOT, "%.0f", rate),
                "--seconds",
                Integer.toString(SECONDS)));
        arguments.addAll(List.of(model));
        return new Sender(generator.command("1g", arguments));
    }

    /**
     * Many quiet agents.
     *
     * @param ports ports of each; 0 for hosts
     * @param polling seconds between the counters of an agent
     * @param sampling seconds between flow samples of an agent; 0 for none
     */
    static Sender fabric(Conditions conditions, int port, int agents, int ports, double polling, double sampling)
            throws IOException {
        var command = new ArrayList<>(conditions.java());
        command.addAll(List.of(
                FabricSender.class.getName(),
                Integer.toString(port),
                Integer.toString(agents),
                Integer.toString(ports),
                Double.toString(polling),
                Double.toString(sampling)));
        return new Sender(command);
    }

    /** Whether it still sends. */
    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
