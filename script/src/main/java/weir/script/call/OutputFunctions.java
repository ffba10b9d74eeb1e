package weir.script.call;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.script.js.JsValues;

/**
 * Functions that tell others: syslog, Graphite; and that ask for addresses. Source: script API reference, sections 9 and 14;
 * RFC 3164, section 4.1.
 */
final class OutputFunctions {

    private static final int SYSLOG_PORT = 514;
    private static final int GRAPHITE_PORT = 2003;
    private static final int LOCAL0 = 16;
    private static final int NOTICE = 5;
    private static final int MOST_PORT = 65_535;
    private static final int MOST_FACILITY = 23;
    private static final int MOST_SEVERITY = 7;
    private static final int LARGEST_DATAGRAM = 65_000;
    private static final int TIMEOUT_MILLIS = 5000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);

    private final JsValues values;
    private final boolean network;
    private final LongSupplier millis;

    /**
     * The functions.
     *
     * @param network whether the network may be reached
     * @param millis engine's time, ms since the epoch
     */
    OutputFunctions(JsValues values, boolean network, LongSupplier millis) {
        this.values = values;
        this.network = network;
        this.millis = millis;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("syslog", this::syslog);
        calls.put("graphite", this::graphite);
        calls.put("dnsGetAllByName", this::addresses);
        return calls;
    }

    /** Refuses what the operator has switched off. */
    static void requireNetwork(boolean network) {
        if (!network) {
            throw new InvalidRequestException("scripts may not reach the network (script.network=no)");
        }
    }

    private static int whole(Arguments arguments, int index, String name, int none, int most) {
        double number = arguments.number(index).orElse(none);
        if (!(number >= 0 && number <= most)) {
            throw new InvalidRequestException(name + " is from 0 to " + most + ", not " + number);
        }
        return (int) number;
    }

    private Object syslog(Arguments arguments) {
        requireNetwork(network);
        String host = arguments.needed(0, "host");
        int port = whole(arguments, 1, "port", SYSLOG_PORT, MOST_PORT);
        int facility = whole(arguments, 2, "facility", LOCAL0, MOST_FACILITY);
        int severity = whole(arguments, 3, "severity", NOTICE, MOST_SEVERITY);
        if (arguments.object(4).isEmpty()) {
            throw new InvalidRequestException("the message must be an object");
        }
        String time = TIME.format(Instant.ofEpochMilli(millis.getAsLong()).atZone(ZoneId.systemDefault()));
        String line = "<" + (facility * 8 + severity) + ">" + time + " " + HostName.OWN + " weir: "
                + values.json(arguments.raw(4));
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST_DATAGRAM) {
            throw new InvalidRequestException("the message is longer than " + LARGEST_DATAGRAM + " bytes");
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName(host), port));
        } catch (IOException e) {
            throw new InvalidRequestException(host + " port " + port + ": " + e.getMessage());
        }
        return JsValues.undefined();
    }

    private Object graphite(Arguments arguments) {
        requireNetwork(network);
        String host = arguments.needed(0, "host");
        int port = whole(arguments, 1, "port", GRAPHITE_PORT, MOST_PORT);
        Map<String, Object> metrics = arguments
                .object(2)
                .orElseThrow(() -> new InvalidRequestException("metrics must be an object, name to value"));
        StringBuilder lines = new StringBuilder();
        long seconds = millis.getAsLong() / 1000;
        metrics.forEach((name, value) -> {
            // A name is one word of a line.
            String word = name.replaceAll("\\s", "_");
            lines.append(word)
                    .append(' ')
                    .append(value)
                    .append(' ')
                    .append(seconds)
                    .append('\n');
        });
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(lines.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InvalidRequestException(host + " port " + port + ": " + e.getMessage());
        }
        return JsValues.undefined();
    }

    private Object addresses(Arguments arguments) {
        requireNetwork(network);
        String name = arguments.needed(0, "name");
        try {
            List<String> addresses = Arrays.stream(InetAddress.getAllByName(name))
                    .map(InetAddress::getHostAddress)
                    .toList();
            return addresses;
        } catch (IOException e) {
            throw new InvalidRequestException("no address is known of '" + name + "'");
        }
    }

    /** The name of this machine, found out when it is first needed. */
    private static final class HostName {
        private static final String OWN = find();

        private static String find() {
            try {
                return InetAddress.getLocalHost().getHostName().replaceAll("\\s", "-");
            } catch (IOException e) {
                return "localhost";
            }
        }
    }
}
