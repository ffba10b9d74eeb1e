package weir.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A process with a {@link PlainReceiver}. */
final class PlainProcess implements LiveReceiver {

    /** Kinds there are: one datagram with each call, or many. */
    static final List<String> KINDS = List.of("blocking", "batched");

    private final String kind;
    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;
    private final int port;

    PlainProcess(Conditions conditions, String kind) throws IOException {
        this.kind = kind;
        var command = new ArrayList<>(conditions.java("64M"));
        command.addAll(List.of(PlainReceiver.class.getName(), kind, Integer.toString(RECEIVE_BUFFER)));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter();
        answers = process.inputReader();
        port = (int) number();
    }

    @Override
    public String name() {
        return kind;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long cpu() {
        return ProcessTime.nanos(process.pid());
    }

    @Override
    public Seen seen() throws IOException {
        orders.write('?');
        orders.flush();
        return new Seen(number(), SocketDrops.ofPort(port), 0, 0, System.nanoTime());
    }

    private long number() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the " + kind + " receiver ended");
        }
        return Long.parseLong(line);
    }

    @Override
    public void close() throws IOException {
        orders.close();
        process.onExit().join();
    }
}
