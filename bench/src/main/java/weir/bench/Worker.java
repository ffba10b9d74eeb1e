package weir.bench;

import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The measured process: makes one pass over a capture for each line it is given, and writes one line for each: processor
 * time of the whole process in nanoseconds, bytes allocated by the pass, totals.
 *
 * <p>The line {@code check} makes a pass that counts data sources too.
 */
final class Worker {

    private Worker() {}

    static void main(String[] args) throws IOException {
        Path capture = Path.of(args[0]);
        var pass = new DecodePass(false);
        var os = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        var threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            DecodePass chosen = line.equals("check") ? new DecodePass(true) : pass;
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long cpu = os.getProcessCpuTime();
            Totals totals = chosen.run(capture);
            cpu = os.getProcessCpuTime() - cpu;
            allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
            System.out.println(cpu + " " + allocated + " " + totals.toLine());
        }
        if (pass.layers() < 0) {
            throw new IllegalStateException("cannot be");
        }
    }
}
