package weir.bgp.flowspec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.net.IpAddress;
import weir.packet.HeaderScanner;
import weir.packet.PacketLayers;
import weir.testing.PacketBuilder;

/** Which packets a rule is for: by examples, and by comparing with an evaluation of the rule's text. */
class PacketMatchTest {

    private static final int RULES = 40_000;

    private static FlowPacket packet(byte[] bytes) {
        FlowPacket packet = FlowPacket.of(new HeaderScanner().scan(1, bytes, 0, bytes.length));
        assertThat(packet).isNotNull();
        return packet;
    }

    private static boolean matches(byte[] bytes, Map<String, String> rule) {
        return MatchText.parse(rule).matches(packet(bytes));
    }

    private static PacketBuilder udp() {
        return new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "10.1.1.10", "10.2.1.10")
                .udp(53, 5205);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "destination; 10.2.1.10; true",
                "destination; 10.2.0.0/15; true",
                "destination; 10.2.1.11; false",
                "destination; 0.0.0.0/0; true",
                "source; 10.1.1.0/28; true",
                "source; 10.2.1.10; false",
                "protocol; =17; true",
                "protocol; =6|=17; true",
                "protocol; >=17&<=17; true",
                "protocol; !=17; false",
                "source-port; =53; true",
                "source-port; >53; false",
                "destination-port; >=5000&<6000; true",
                "port; =53; true",
                "port; =5205; true",
                "port; =80; false",
                "length; =128; true",
                "length; <128|>128; false",
                "dscp; =0; true",
                "fragment; !IFL; true",
                "fragment; I; false",
                "icmp-type; >=0; false",
                "tcp-flags; !S; false"
            })
    void partsAreComparedWithThePacket(String key, String text, boolean expected) {
        byte[] bytes = udp().zeros(100).build();
        assertThat(matches(bytes, Map.of(key, text))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0x4000, D, true",
        "0x2000, F, true",
        "0x2000, I, false",
        "0x0001, L, true",
        "0x2001, I, true",
        "0x2001, L, false",
        "0x0001, =IL, true",
        "0x4001, !=IL, false"
    })
    void fragmentsAreToldApart(String word, String text, boolean expected) {
        byte[] bytes = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "10.1.1.10", "10.2.1.10", Integer.decode(word), new byte[0])
                .udp(53, 5205)
                .build();
        assertThat(matches(bytes, Map.of("fragment", text))).isEqualTo(expected);
        boolean first = (Integer.decode(word) & 0x1FFF) == 0;
        assertThat(matches(bytes, Map.of("source-port", "=53"))).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"S, true", "=S, true", "=SA, false", "!=SA, true", "SA, true", "!A, true", "=S&!FRPAU, true", "R, false"
    })
    void flagsOfTcp(String text, boolean expected) {
        byte[] bytes = new PacketBuilder()
                .ethernet(0x8100)
                .vlan(7, 0, 0x0800)
                .ipv4(6, "10.1.1.10", "10.2.1.10")
                .tcp(1024, 80, 2)
                .build();
        assertThat(matches(bytes, Map.of("tcp-flags", text))).isEqualTo(expected);
    }

    @Test
    void ipv6WithAFragmentHeader() {
        byte[] bytes = new PacketBuilder()
                .ethernet(0x86DD)
                .ipv6(44, "fd00:1::10", "fd00:2::10")
                .u8(58, 0)
                .u16(1)
                .u32(7)
                .u8(128, 0)
                .zeros(6)
                .build();
        assertThat(matches(bytes, Map.of("version", "6", "fragment", "F"))).isTrue();
        assertThat(matches(bytes, Map.of("version", "6", "protocol", "=58"))).isTrue();
        assertThat(matches(bytes, Map.of("version", "6", "icmp-type", "=128"))).isTrue();
        assertThat(matches(bytes, Map.of("version", "6", "destination", "fd00:2::/32")))
                .isTrue();
        assertThat(matches(bytes, Map.of("version", "6", "destination", "fd00:3::/32")))
                .isFalse();
        assertThat(matches(bytes, Map.of("version", "6", "length", "=56"))).isTrue();
        assertThat(matches(bytes, Map.of("protocol", "=58"))).isFalse();
    }

    @Test
    void headersThatAreCutHaveNoPorts() {
        byte[] whole = udp().build();
        byte[] cut = Arrays.copyOf(whole, whole.length - 6);
        assertThat(matches(cut, Map.of("protocol", "=17"))).isTrue();
        assertThat(matches(cut, Map.of("source-port", "=53"))).isFalse();
        byte[] less = Arrays.copyOf(whole, 30);
        assertThat(FlowPacket.of(new HeaderScanner().scan(1, less, 0, less.length)))
                .isNull();
    }

    @Test
    void destinationsAreFoundInTheHeaderAsByTheRule() {
        List<String> prefixes = List.of(
                "0.0.0.0/0", "10.2.0.0/15", "10.2.1.10/32", "10.2.1.11/32", "::/0", "fd00:2::/32", "fd00:2::10/128");
        List<byte[]> packets = List.of(
                udp().build(),
                Arrays.copyOf(udp().build(), 30),
                new PacketBuilder().ethernet(0x0806).zeros(60).build(),
                new PacketBuilder()
                        .ethernet(0x8100)
                        .vlan(7, 0, 0x86DD)
                        .ipv6(17, "fd00:1::10", "fd00:2::10")
                        .udp(53, 53)
                        .build());
        IpAddress nobody = IpAddress.parse("192.0.2.1").orElseThrow();
        int found = 0;
        for (String prefix : prefixes) {
            String version = prefix.contains(":") ? "6" : "4";
            FlowMatch rule = MatchText.parse(Map.of("version", version, "destination", prefix));
            for (byte[] bytes : packets) {
                PacketLayers layers = new HeaderScanner().scan(1, bytes, 0, bytes.length);
                FlowPacket packet = FlowPacket.of(layers);
                boolean expected = packet != null && rule.matches(packet);
                assertThat(Destinations.of(nobody, rule).has(layers)).isEqualTo(expected);
                found += expected ? 1 : 0;
            }
        }
        assertThat(found).isEqualTo(6);
        PacketLayers layers = new HeaderScanner().scan(1, packets.getFirst(), 0, packets.getFirst().length);
        IpAddress target = IpAddress.parse("10.2.1.10").orElseThrow();
        FlowMatch anywhere = MatchText.parse(Map.of("protocol", "=17"));
        assertThat(Destinations.of(target, anywhere).has(layers)).isTrue();
        assertThat(Destinations.of(nobody, anywhere).has(layers)).isFalse();
        assertThat(Destinations.destination(anywhere)).isEmpty();
    }

    /** A packet, as the test made it. */
    private record Made(byte[] bytes, Map<String, Integer> numbers, String source, String destination) {}

    private static Made made(Random random) {
        String source = "10.0.0." + random.nextInt(8);
        String destination = "10.0.1." + random.nextInt(8);
        int word = random.nextInt(4) == 0 ? random.nextInt(8) << 13 | random.nextInt(2) : 0;
        boolean later = (word & 0x1FFF) != 0;
        Map<String, Integer> numbers = new HashMap<>();
        int protocol = new int[] {1, 6, 17, 47}[random.nextInt(4)];
        int payload = random.nextInt(40);
        PacketBuilder packet =
                new PacketBuilder().ethernet(0x0800).ipv4(protocol, source, destination, word, new byte[0]);
        int ports = random.nextInt(6);
        int header = 0;
        switch (protocol) {
            case 6 -> {
                int flags = random.nextInt(512);
                packet.tcp(1000 + ports, 1003, flags);
                header = 20;
                numbers.put("tcp-flags", flags);
            }
            case 17 -> {
                packet.udp(1000 + ports, 1003);
                header = 8;
            }
            case 1 -> {
                packet.u8(ports, 3).zeros(6);
                header = 8;
                numbers.put("icmp-type", ports);
                numbers.put("icmp-code", 3);
            }
            default -> packet.u16(0xFFFF, 0xFFFF);
        }
        header = protocol == 47 ? 4 : header;
        if (protocol == 6 || protocol == 17) {
            numbers.put("source-port", 1000 + ports);
            numbers.put("destination-port", 1003);
        }
        if (later) {
            numbers.clear();
        }
        numbers.put("protocol", protocol);
        numbers.put("length", 20 + header + payload);
        numbers.put("dscp", 0);
        boolean more = (word & 0x2000) != 0;
        numbers.put(
                "fragment",
                ((word & 0x4000) != 0 ? 1 : 0) | (later ? 2 : 0) | (!later && more ? 4 : 0) | (later && !more ? 8 : 0));
        return new Made(packet.zeros(payload).build(), numbers, source, destination);
    }

    private static Map<String, String> rule(Random random) {
        Map<String, String> rule = new HashMap<>();
        List<String> keys = new ArrayList<>(List.of(
                "source",
                "destination",
                "protocol",
                "port",
                "source-port",
                "destination-port",
                "icmp-type",
                "icmp-code",
                "tcp-flags",
                "length",
                "fragment",
                "dscp"));
        for (int i = 0; i <= random.nextInt(3); i++) {
            String key = keys.remove(random.nextInt(keys.size()));
            rule.put(
                    key,
                    switch (key) {
                        case "source" -> "10.0.0." + random.nextInt(8) + "/" + (28 + random.nextInt(5));
                        case "destination" -> "10.0.1." + random.nextInt(8) + "/" + (28 + random.nextInt(5));
                        case "tcp-flags" -> joined(random, List.of("", "=", "!", "!="), 512);
                        case "fragment" -> joined(random, List.of("", "=", "!", "!="), 16);
                        case "protocol" -> joined(random, List.of("=", "!=", "<", ">", "<=", ">="), 20);
                        case "length" -> joined(random, List.of("=", "!=", "<", ">", "<=", ">="), 80);
                        case "icmp-type", "icmp-code", "dscp" ->
                            joined(random, List.of("=", "!=", "<", ">", "<=", ">="), 6);
                        default -> joinedFrom(random, List.of("=", "!=", "<", ">", "<=", ">="), 999, 8);
                    });
        }
        return rule;
    }

    private static String joined(Random random, List<String> signs, int below) {
        return joinedFrom(random, signs, 0, below);
    }

    private static String joinedFrom(Random random, List<String> signs, int from, int below) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= random.nextInt(4); i++) {
            text.append(i == 0 ? "" : random.nextBoolean() ? "&" : "|");
            text.append(signs.get(random.nextInt(signs.size()))).append(from + random.nextInt(below));
        }
        return text.toString();
    }

    /** Evaluates the text of a rule against what the packet was made of. */
    private static boolean oracle(Map<String, String> rule, Made made) {
        return rule.entrySet().stream().allMatch(part -> switch (part.getKey()) {
            case "source" -> inPrefix(made.source, part.getValue());
            case "destination" -> inPrefix(made.destination, part.getValue());
            case "port" ->
                alternatives(part.getValue(), made.numbers.get("source-port"), false)
                        || alternatives(part.getValue(), made.numbers.get("destination-port"), false);
            case "tcp-flags", "fragment" -> alternatives(part.getValue(), made.numbers.get(part.getKey()), true);
            default -> alternatives(part.getValue(), made.numbers.get(part.getKey()), false);
        });
    }

    private static boolean inPrefix(String address, String prefix) {
        int bits = Integer.parseInt(prefix.substring(prefix.indexOf('/') + 1));
        int shift = 32 - bits;
        return last(address) >> shift == last(prefix.substring(0, prefix.indexOf('/'))) >> shift;
    }

    private static int last(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
    }

    private static boolean alternatives(String text, Integer number, boolean mask) {
        if (number == null) {
            return false;
        }
        for (String alternative : text.split("\\|")) {
            boolean all = true;
            for (String one : alternative.split("&")) {
                String sign = one.replaceAll("[0-9]", "");
                int value = Integer.parseInt(one.replaceAll("[^0-9]", ""));
                all &= mask ? bits(number, sign, value) : compare(number, sign, value);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static boolean compare(int number, String sign, int value) {
        return switch (sign) {
            case "=" -> number == value;
            case "!=" -> number != value;
            case "<" -> number < value;
            case ">" -> number > value;
            case "<=" -> number <= value;
            default -> number >= value;
        };
    }

    private static boolean bits(int number, String sign, int value) {
        return switch (sign) {
            case "=" -> (number & value) == value;
            case "!=" -> (number & value) != value;
            case "!" -> (number & value) == 0;
            default -> (number & value) != 0;
        };
    }

    @Test
    void agreesWithAnEvaluationOfTheText() {
        Random random = new Random(8);
        int matched = 0;
        for (int i = 0; i < RULES; i++) {
            Made made = made(random);
            Map<String, String> rule = rule(random);
            boolean expected = oracle(rule, made);
            matched += expected ? 1 : 0;
            assertThat(matches(made.bytes, rule)).as("%s of %s", rule, made).isEqualTo(expected);
        }
        assertThat(matched).isBetween(RULES / 20, RULES / 2);
    }
}
