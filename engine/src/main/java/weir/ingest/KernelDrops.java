package weir.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts the datagrams that the kernel dropped on our sockets because their receive buffers were full.
 *
 * <p>Linux lists its UDP sockets with this number; ours are those rows with our port whose inode is among our open
 * files. Thread: any.
 *
 * <p>Source: Linux, Documentation/networking/proc_net_tcp.rst (same columns) and net/ipv4/udp.c, udp4_format_sock.
 */
final class KernelDrops {

    /** The kernel does not tell. */
    static final long UNKNOWN = -1;

    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;
    private static final int DROPS = 12;

    private final List<Path> tables;
    private final String port;
    private final Set<String> inodes;

    private KernelDrops(List<Path> tables, int port, Set<String> inodes) {
        this.tables = tables;
        this.port = String.format(Locale.ROOT, ":%04X", port);
        this.inodes = inodes;
    }

    /** The drops of this process's sockets on a port, which must be open. */
    static KernelDrops ofPort(int port) {
        return at(Path.of("/proc/self"), port);
    }

    static KernelDrops at(Path process, int port) {
        return new KernelDrops(
                List.of(process.resolve("net/udp"), process.resolve("net/udp6")),
                port,
                socketInodes(process.resolve("fd")));
    }

    private static Set<String> socketInodes(Path descriptors) {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(descriptors)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String target = linkTarget(file);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        } catch (IOException e) {
            return Set.of(); // Not Linux, or not allowed: unknown.
        }
        return inodes;
    }

    private static String linkTarget(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return ""; // Closed since it was listed.
        }
    }

    /** Datagrams dropped since the sockets were opened; {@link #UNKNOWN} where the kernel does not tell. */
    long count() {
        List<Long> drops = tables.stream().flatMap(this::dropsIn).toList();
        return drops.isEmpty()
                ? UNKNOWN
                : drops.stream().mapToLong(Long::longValue).sum();
    }

    private Stream<Long> dropsIn(Path table) {
        try {
            return Files.readAllLines(table, StandardCharsets.US_ASCII).stream()
                    .map(row -> row.trim().split("\\s+", -1))
                    .filter(columns -> columns.length > DROPS
                            && columns[LOCAL_ADDRESS].endsWith(port)
                            && inodes.contains(columns[INODE]))
                    .map(columns -> Long.valueOf(columns[DROPS]));
        } catch (IOException e) {
            return Stream.empty(); // One family may be switched off.
        }
    }
}
