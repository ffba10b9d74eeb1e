package weir.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A JVM with a {@link Worker} that waits for orders. */
final class WorkerProcess implements AutoCloseable {

    /** One answer to an order for a pass: processor time, bytes allocated and what it found. */
    record Measured(long nanos, long bytes, Totals totals) {}

    private final Workload workload;
    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    /**
     * Starts it.
     *
     * @param java command line of a JVM, up to the name of the main class
     * @param arguments what the worker gets beside the capture
     */
    WorkerProcess(List<String> java, Workload workload, String... arguments) throws IOException {
        this.workload = workload;
        var command = new ArrayList<>(java);
        command.add(Worker.class.getName());
        command.add(workload.capture().toString());
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter();
        answers = process.inputReader();
    }

    /** Gives an order and waits for its answer. */
    String tell(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the worker ended");
        }
        return line;
    }

    /** Has a pass made, whatever it finds. */
    Measured measure(String order) throws IOException {
        String[] cells = tell(order).split(" ", 3);
        return new Measured(Long.parseLong(cells[0]), Long.parseLong(cells[1]), Totals.parse(cells[2]));
    }

    /** Has a pass made, which counts only if it saw all samples. */
    Measured pass() throws IOException {
        return whole("pass");
    }

    /** The same without figures, for whoever takes the time of the process. */
    void once() throws IOException {
        whole("once");
    }

    private Measured whole(String order) throws IOException {
        Measured measured = measure(order);
        if (measured.totals().samples() != workload.truth().samples()) {
            throw new IOException(workload.name() + ": " + measured.totals());
        }
        return measured;
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.onExit().join();
    }
}
