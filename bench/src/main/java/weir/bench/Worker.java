package weir.bench;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The measured process: {@code Worker CAPTURE [DEFINITIONS]}. Makes one pass over the capture for each line {@code pass},
 * and writes one line for each: processor time of the whole process in nanoseconds, bytes allocated by the pass, totals.
 *
 * <p>The line {@code check} makes a pass that counts data sources too. With flow definitions, {@code ask N} reads the
 * flows of N data sources, {@code holds} tells how many flows there are, {@code allocated} what the last pass allocated
 * for the samples alone.
 */
final class Worker {

    private Worker() {}

    static void main(String[] args) throws IOException {
        Path capture = Path.of(args[0]);
        FlowPass flows = args.length > 1 ? new FlowPass(FlowDefinitionsOfBench.parse(args[1])) : null;
        var decode = new DecodePass(false);
        Pass pass = flows == null ? decode : flows;
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            System.out.println(
                    switch (words[0]) {
                        case "check" -> measured(new DecodePass(true), capture);
                        case "ask" -> flows == null ? "" : flows.ask(Integer.parseInt(words[1]));
                        case "allocated" -> flows == null ? "" : flows.allocated();
                        case "holds" -> flows == null ? "" : flows.holds();
                        default -> measured(pass, capture);
                    });
        }
        if (decode.layers() < 0) {
            throw new IllegalStateException("cannot be");
        }
    }

    private static String measured(Pass pass, Path capture) {
        var os = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        var threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpu = os.getProcessCpuTime();
        Totals totals = pass.run(capture);
        cpu = os.getProcessCpuTime() - cpu;
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
        return cpu + " " + allocated + " " + totals.toLine();
    }
}
