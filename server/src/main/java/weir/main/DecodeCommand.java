package weir.main;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The command {@code decode}: prints the datagrams of a capture, or those it receives. */
final class DecodeCommand {

    private static final long LAST_WORDS_SECONDS = 5;

    private DecodeCommand() {}

    /** Adds the options to the command. */
    static void describe(CommandSpec spec) {
        DecodeOptions.describe(spec);
    }

    /** Runs until the capture ends, the reader of the output goes away or the process is told to end. */
    static int run(ParseResult parsed) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        if (parsed.isUsageHelpRequested()) {
            parsed.commandSpec().commandLine().usage(System.out);
            return 0;
        }
        // Straight to the file descriptors: the output comes in large pieces already.
        Decoding decoding = new Decoding(
                DecodeOptions.of(parsed),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                err);
        Thread main = Thread.currentThread();
        Thread hook = new Thread(() -> end(decoding, main), "end");
        Runtime.getRuntime().addShutdownHook(hook);
        int status = decoding.run();
        return decoding.stopped() ? 0 : status;
    }

    /** Lets the main thread print what it has counted before the process ends. */
    private static void end(Decoding decoding, Thread main) {
        if (main.isAlive()) {
            decoding.stop();
            try {
                main.join(TimeUnit.SECONDS.toMillis(LAST_WORDS_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
