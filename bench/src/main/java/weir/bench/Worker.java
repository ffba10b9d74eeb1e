package weir.bench;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import weir.meter.FlowDefinitions;

/**
 * The measured process: {@code Worker CAPTURE [DEFINITIONS [ENTRIES]]}. Makes one pass over the capture for each line {@code pass},
 * and writes one line for each: processor time of the whole process in nanoseconds, bytes allocated by the pass, totals.
 *
 * <p>The line {@code once} makes a pass whose time somebody else takes: what the JVM loads for measuring is no part of it. The line
 * {@code check} makes a pass that counts data sources too. With flow definitions, {@code ask N} reads the
 * flows of N data sources, {@code holds} tells how many flows there are, {@code allocated} what the last pass allocated
 * for the samples alone; {@code curve S} makes a pass and tells the heap alive after every S seconds of the capture,
 * {@code heap} that of now.
 */
final class Worker {

    private Worker() {}

    static void main(String[] args) throws IOException {
        Path capture = Path.of(args[0]);
        FlowPass flows = args.length > 1 ? flows(args) : null;
        var decode = new DecodePass(false);
        Pass pass = flows == null ? decode : flows;
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 2);
            System.out.println(
                    switch (words[0]) {
                        case "once" -> "0 0 " + pass.run(capture).toLine();
                        case "check" -> measured(new DecodePass(true), capture);
                        case "ask" -> flows == null ? "" : flows.ask(Integer.parseInt(words[1]));
                        case "heap" -> Long.toString(HeapOfFabric.alive());
                        case "curve" -> flows == null ? "" : flows.curve(capture, Double.parseDouble(words[1]));
                        case "allocated" -> flows == null ? "" : flows.allocated();
                        case "holds" -> flows == null ? "" : flows.holds();
                        default -> measured(pass, capture);
                    });
        }
        if (decode.layers() < 0) {
            throw new IllegalStateException("cannot be");
        }
    }

    private static FlowPass flows(String[] args) {
        FlowDefinitions definitions = FlowDefinitionsOfBench.parse(args[1]);
        return args.length > 2 ? new FlowPass(definitions, Integer.parseInt(args[2])) : new FlowPass(definitions);
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
