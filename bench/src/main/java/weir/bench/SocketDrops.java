package weir.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Datagrams that the kernel dropped because the receive buffer of a socket was full. Source: {@code /proc/net/udp}. */
final class SocketDrops {

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int DROPS = 12;

    private SocketDrops() {}

    /** Drops of all sockets on a port so far. */
    static long ofPort(int port) {
        long drops = 0;
        try {
            for (Path table : TABLES) {
                if (Files.exists(table)) {
                    drops += in(Files.readAllLines(table, StandardCharsets.US_ASCII), port);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return drops;
    }

    static long in(List<String> rows, int port) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        return rows.stream()
                .map(row -> row.strip().split("\\s+"))
                .filter(cells -> cells.length > DROPS && cells[LOCAL_ADDRESS].endsWith(end))
                .mapToLong(cells -> Long.parseLong(cells[DROPS]))
                .sum();
    }
}
