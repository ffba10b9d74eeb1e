package weir.testing;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a program that has to be told one before it starts.
 *
 * <p>A port that the system chose may be chosen again, for any connection of any process, before the program has
 * opened it. These lie below the range that Linux chooses from (32768 and above), and are free on all addresses.
 */
public final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int PAST = 32_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /**
     * A port that nobody had open a moment ago, for TCP or UDP. Thread: any.
     *
     * @throws IllegalStateException none was found
     */
    public static int find() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, PAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + PAST);
    }

    private static boolean isFree(int port) {
        try (var tcp = new ServerSocket(port);
                var udp = new DatagramSocket(new InetSocketAddress(port))) {
            return tcp.isBound() && udp.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
