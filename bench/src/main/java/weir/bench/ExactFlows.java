package weir.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Bytes between address pairs at each data source without any sketch, cap or expiry: what the engine's estimates are held
 * against. Takes nothing from the engine: reads the datagrams of the generator on its own, and decays plainly.
 *
 * <p>Thread: one.
 */
final class ExactFlows {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int FLOW = 1;
    private static final int EXPANDED_FLOW = 3;
    private static final int SAMPLED_HEADER = 1;
    private static final int VLAN = 0x8100;
    private static final int IP4 = 0x0800;
    private static final int IP6 = 0x86dd;
    private static final double NANOS = 1e9;

    /**
     * A pair of addresses at a data source.
     *
     * @param agent address of the agent
     * @param dataSource index of the interface
     * @param pair source and destination, as the engine writes them
     */
    record Place(String agent, int dataSource, String pair) {}

    private record Key(int agent, int dataSource, Address source, Address destination) {}

    private record Address(int a, int b, int c, int d, boolean v6) {

        static Address of(byte[] bytes, int at, boolean v6) {
            return v6
                    ? new Address(
                            number(bytes, at),
                            number(bytes, at + 4),
                            number(bytes, at + 8),
                            number(bytes, at + 12),
                            true)
                    : new Address(number(bytes, at), 0, 0, 0, false);
        }

        String text() {
            byte[] bytes = new byte[16];
            INT.set(bytes, 0, a);
            INT.set(bytes, 4, b);
            INT.set(bytes, 8, c);
            INT.set(bytes, 12, d);
            return plain(v6 ? bytes : Arrays.copyOf(bytes, 4));
        }
    }

    /** What is known of a pair. */
    private static final class Sum {

        double decayed;
        long time;
        long total;
    }

    private final double smoothing;
    private final Map<Key, Sum> sums = new HashMap<>();

    /**
     * No flows yet.
     *
     * @param smoothing smoothing time in seconds
     */
    ExactFlows(double smoothing) {
        this.smoothing = smoothing;
    }

    /** Takes a datagram that came at a time in nanoseconds. */
    void accept(byte[] bytes, int start, long time) {
        int agent = number(bytes, start + 8);
        int samples = number(bytes, start + 24);
        int at = start + 28;
        for (int i = 0; i < samples; i++) {
            int format = number(bytes, at);
            if (format == FLOW) {
                sample(bytes, agent, number(bytes, at + 12) & 0xffffff, number(bytes, at + 16), at + 36, time);
            } else if (format == EXPANDED_FLOW) {
                sample(bytes, agent, number(bytes, at + 16), number(bytes, at + 20), at + 48, time);
            }
            at += 8 + number(bytes, at + 4);
        }
    }

    private void sample(byte[] bytes, int agent, int dataSource, int rate, int records, long time) {
        int count = number(bytes, records);
        int at = records + 4;
        for (int i = 0; i < count; i++) {
            if (number(bytes, at) == SAMPLED_HEADER) {
                long weight = (long) number(bytes, at + 12) * rate;
                int header = at + 24;
                int type = type(bytes, header + 12);
                int packet = header + 14;
                if (type == VLAN) {
                    type = type(bytes, header + 16);
                    packet += 4;
                }
                if (type == IP4 || type == IP6) {
                    boolean v6 = type == IP6;
                    Address source = Address.of(bytes, packet + (v6 ? 8 : 12), v6);
                    Address destination = Address.of(bytes, packet + (v6 ? 24 : 16), v6);
                    add(new Key(agent, dataSource, source, destination), weight, time);
                }
            }
            at += 8 + number(bytes, at + 4);
        }
    }

    private void add(Key key, long weight, long time) {
        Sum sum = sums.computeIfAbsent(key, k -> new Sum());
        sum.decayed = sum.decayed * Math.exp((sum.time - time) / NANOS / smoothing) + weight;
        sum.time = time;
        sum.total += weight;
    }

    /** Smoothed rates at a time, bytes per second. */
    Map<Place, Double> rates(long time) {
        Map<Place, Double> rates = new HashMap<>();
        sums.forEach((key, sum) ->
                rates.put(place(key), sum.decayed * Math.exp((sum.time - time) / NANOS / smoothing) / smoothing));
        return rates;
    }

    /** All bytes there were. */
    Map<Place, Long> totals() {
        Map<Place, Long> totals = new HashMap<>();
        sums.forEach((key, sum) -> totals.put(place(key), sum.total));
        return totals;
    }

    private static Place place(Key key) {
        return new Place(
                new Address(key.agent, 0, 0, 0, false).text(),
                key.dataSource,
                key.source.text() + "," + key.destination.text());
    }

    /** An address as Java writes it, whatever way it was written. */
    static String plain(String address) {
        try {
            return InetAddress.ofLiteral(address).getHostAddress();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private static String plain(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    private static int type(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
