package weir.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import weir.bench.PeerScenario.Taken;

/**
 * The sFlow collector of pmacct, summing address pairs of a capture. What it writes in the end tells whether it took all:
 * its core does not wait for the part that sums.
 *
 * @param program its path
 * @param scratch folder for its files
 */
record Sfacctd(Path program, Path scratch) {

    private static final String CONFIGURATION = """
            daemonize: false
            pcap_savefile: CAPTURE
            pcap_savefile_wait: true
            plugins: print[pairs]
            aggregate[pairs]: src_host, dst_host
            print_output_file[pairs]: PAIRS
            print_refresh_time[pairs]: 3600
            print_cache_entries[pairs]: 131101
            plugin_buffer_size: 102400
            plugin_pipe_size: 1024000000
            """;

    private static final String READ = "finished reading";
    private static final long IDLE_MILLIS = 500;

    Taken run(Workload workload) throws IOException, InterruptedException {
        Path configuration = scratch.resolve("sfacctd.conf");
        Path pairs = scratch.resolve("sfacctd.pairs");
        Files.deleteIfExists(pairs);
        Files.writeString(
                configuration,
                CONFIGURATION.replace("CAPTURE", workload.capture().toString()).replace("PAIRS", pairs.toString()));
        Process process = new ProcessBuilder(program.toString(), "-f", configuration.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.contains(READ)) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IOException("sfacctd ended early");
            }
            long nanos = idle(process);
            interrupt(process);
            output.transferTo(Writer.nullWriter());
            process.onExit().join();
            return new Taken(nanos, isWhole(pairs, workload) ? workload.truth().datagrams() : 0);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Processor time of all its processes once none of them works any more. */
    private static long idle(Process process) throws InterruptedException {
        long before = -1;
        long now = nanos(process);
        while (now != before) {
            TimeUnit.MILLISECONDS.sleep(IDLE_MILLIS);
            before = now;
            now = nanos(process);
            // Its timers cost some microseconds.
            before = now - before < 1_000_000 ? now : before;
        }
        return now;
    }

    private static long nanos(Process process) {
        return LongStream.concat(
                        LongStream.of(process.pid()), process.descendants().mapToLong(ProcessHandle::pid))
                .map(ProcessTime::nanos)
                .sum();
    }

    /** The signal that makes it write what it has and end. */
    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    private static boolean isWhole(Path pairs, Workload workload) throws IOException {
        if (!Files.exists(pairs)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(pairs)) {
            return lines.count() - 1 == workload.activePairs();
        }
    }
}
