package weir.names;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.lookup.Prefix;
import weir.net.IpAddress;

/**
 * Writes small databases in the format of MaxMind, with an encoder of its own. Source: MaxMind DB file format 2.0.
 *
 * <p>Records of 24 bits. A database of IP version 6 holds IPv4 below {@code ::/96}.
 */
final class MmdbWriter {

    private static final int EMPTY = -1;
    private static final byte[] MARKER = "\u00AB\u00CD\u00EFMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

    private final boolean v6;
    private final Map<Prefix, Map<String, ?>> records = new LinkedHashMap<>();
    /** Two records a node: a node's number, {@link #EMPTY}, or -2 less the index of a datum. */
    private final List<int[]> nodes = new ArrayList<>();

    private MmdbWriter(boolean v6) {
        this.v6 = v6;
    }

    static MmdbWriter ofVersion(int ipVersion) {
        return new MmdbWriter(ipVersion == 6);
    }

    MmdbWriter add(String prefix, Map<String, ?> record) {
        records.put(Prefix.parse(prefix).orElseThrow(), record);
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<Integer> offsets = new ArrayList<>();
        nodes.clear();
        nodes.add(new int[] {EMPTY, EMPTY});
        List<Map.Entry<Prefix, Map<String, ?>>> outerFirst = new ArrayList<>(records.entrySet());
        outerFirst.sort(Comparator.comparing(entry -> entry.getKey().length()));
        for (Map.Entry<Prefix, Map<String, ?>> entry : outerFirst) {
            insert(entry.getKey(), -2 - offsets.size());
            offsets.add(data.size());
            value(data, entry.getValue());
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int record : node) {
                int number =
                        record >= 0 ? record : nodes.size() + (record == EMPTY ? 0 : 16 + offsets.get(-2 - record));
                file.write(number >> 16);
                file.write(number >> 8);
                file.write(number);
            }
        }
        file.writeBytes(new byte[16]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(MARKER);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", 1_700_000_000L);
        metadata.put("database_type", "Test");
        metadata.put("description", Map.of("en", "made by a test"));
        metadata.put("ip_version", v6 ? 6 : 4);
        metadata.put("languages", List.of("en"));
        metadata.put("node_count", (long) nodes.size());
        metadata.put("record_size", 24);
        value(file, metadata);
        return file.toByteArray();
    }

    private void insert(Prefix prefix, int datum) {
        IpAddress address = prefix.address();
        int depth = prefix.length() + (v6 && !address.v6() ? 96 : 0);
        int node = 0;
        for (int i = 0; i < depth - 1; i++) {
            int bit = bit(address, i);
            int next = nodes.get(node)[bit];
            if (next < 0) {
                nodes.add(new int[] {next, next});
                next = nodes.size() - 1;
                nodes.get(node)[bit] = next;
            }
            node = next;
        }
        nodes.get(node)[bit(address, depth - 1)] = datum;
    }

    private int bit(IpAddress address, int at) {
        if (!v6) {
            return (int) (address.low() >>> 31 - at & 1);
        }
        return (int) ((at < 64 ? address.high() >>> 63 - at : address.low() >>> 127 - at) & 1);
    }

    private static void value(ByteArrayOutputStream out, Object value) {
        switch (value) {
            case String text -> {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                control(out, 2, utf8.length);
                out.writeBytes(utf8);
            }
            case Integer number -> {
                control(out, 5, 2);
                out.write(number >> 8);
                out.write(number);
            }
            case Long number -> {
                control(out, 6, 4);
                for (int shift = 24; shift >= 0; shift -= 8) {
                    out.write((int) (number >> shift));
                }
            }
            case Map<?, ?> map -> {
                control(out, 7, map.size());
                map.forEach((name, member) -> {
                    value(out, name);
                    value(out, member);
                });
            }
            case List<?> list -> {
                control(out, 11, list.size());
                list.forEach(element -> value(out, element));
            }
            default -> throw new IllegalArgumentException("no such value: " + value);
        }
    }

    private static void control(ByteArrayOutputStream out, int type, int size) {
        int low = Math.min(size, 29);
        if (type < 8) {
            out.write(type << 5 | low);
        } else {
            out.write(low);
            out.write(type - 7);
        }
        if (low == 29) {
            out.write(size - 29);
        }
    }
}
