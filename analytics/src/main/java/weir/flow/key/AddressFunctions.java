package weir.flow.key;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.PlainKey;
import weir.flow.attribute.SampleContext;
import weir.lookup.AutonomousSystem;
import weir.lookup.Country;
import weir.lookup.GroupSet;
import weir.lookup.Label;
import weir.lookup.Lookups;
import weir.net.IpAddress;

/** Key functions that take an address: {@code group country asn dns mask}. */
final class AddressFunctions {

    private AddressFunctions() {}

    /** What is made of an address. */
    private interface AddressUse {
        boolean read(Lookups lookups, KeyValue address, KeyValue into);
    }

    private static EvaluatedKey ofAddress(EvaluatedKey key, KeyFormat format, AddressUse use) {
        KeyValue parsed = new KeyValue();
        AttributeReader reader = (sample, into) -> {
            KeyValue value = key.of(sample);
            if (value == null) {
                return false;
            }
            if (value.isAddress()) {
                return use.read(sample.lookups(), value, into);
            }
            return isAddressText(value, parsed) && use.read(sample.lookups(), parsed, into);
        };
        return new EvaluatedKey(reader, format, key.required());
    }

    /** Text can be an address too, as in a proxy's header; it is read as a string, which packets never need. */
    private static boolean isAddressText(KeyValue value, KeyValue into) {
        boolean possible = value.format() == KeyFormat.TEXT && value.end() - value.start() <= 45;
        IpAddress address = possible
                ? IpAddress.parse(new String(
                                value.bytes(), value.start(), value.end() - value.start(), StandardCharsets.ISO_8859_1))
                        .orElse(null)
                : null;
        if (address == null) {
            return false;
        }
        return address.v6() ? into.ipv6(address.high(), address.low()) : into.ipv4(address.low());
    }

    /** Sets a name. Answers false when there is none. */
    static boolean set(@Nullable Label label, KeyValue into) {
        return label != null && into.text(label.utf8());
    }

    /** Name of the group with the longest prefix, in the first set that has one. */
    static EvaluatedKey group(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        String[] sets = arguments.stream().skip(1).map(Argument::text).toArray(String[]::new);
        return ofAddress(key, KeyFormat.TEXT, (lookups, address, into) -> {
            for (String name : sets) {
                GroupSet set = lookups.groups().get(name);
                Label label = set == null
                        ? null
                        : set.find(address.format() == KeyFormat.IPV6, address.high(), address.low());
                if (label != null) {
                    return set(label, into);
                }
            }
            return false;
        });
    }

    /** Country of an address. */
    static EvaluatedKey country(List<Argument> arguments, KeyCompiler compiler) {
        String form = arguments.size() > 1 ? arguments.get(1).text() : "code";
        return ofAddress(compiler.key(arguments.getFirst()), KeyFormat.TEXT, (lookups, address, into) -> {
            boolean v6 = address.format() == KeyFormat.IPV6;
            Country country = lookups.addresses().country(v6, address.high(), address.low());
            if (country == null) {
                return false;
            }
            return set(
                    switch (form) {
                        case "name" -> country.name();
                        case "both" -> country.both();
                        default -> country.code();
                    },
                    into);
        });
    }

    /** What is wrong with the form of a country. Absent: null. */
    static @Nullable String checkCountry(List<Argument> arguments) {
        return checkForm(arguments, "code", "name", "both");
    }

    /** Autonomous system of an address. */
    static EvaluatedKey system(List<Argument> arguments, KeyCompiler compiler) {
        String form = arguments.size() > 1 ? arguments.get(1).text() : "number";
        boolean number = form.equals("number");
        KeyFormat format = number ? KeyFormat.U32 : KeyFormat.TEXT;
        return ofAddress(compiler.key(arguments.getFirst()), format, (lookups, address, into) -> {
            boolean v6 = address.format() == KeyFormat.IPV6;
            AutonomousSystem system = lookups.addresses().system(v6, address.high(), address.low());
            if (system == null) {
                return false;
            }
            return number
                    ? into.unsigned(KeyFormat.U32, system.number())
                    : set(form.equals("both") ? system.both() : system.description(), into);
        });
    }

    /** What is wrong with the form of an autonomous system. Absent: null. */
    static @Nullable String checkSystem(List<Argument> arguments) {
        return checkForm(arguments, "number", "descr", "both");
    }

    static @Nullable String checkForm(List<Argument> arguments, String... forms) {
        boolean known =
                arguments.size() < 2 || List.of(forms).contains(arguments.get(1).text());
        return known ? null : "'" + arguments.get(1).text() + "' is none of " + String.join(", ", forms);
    }

    /** Name of an address in DNS. */
    static EvaluatedKey reverseName(List<Argument> arguments, KeyCompiler compiler) {
        return ofAddress(
                compiler.key(arguments.getFirst()),
                KeyFormat.TEXT,
                (lookups, address, into) -> set(
                        lookups.names().name(address.format() == KeyFormat.IPV6, address.high(), address.low()), into));
    }

    /** Prefix of an address, with its length. */
    static EvaluatedKey mask(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        if (arguments.size() < 2) {
            return new EvaluatedKey((sample, into) -> false, KeyFormat.TEXT, key.required());
        }
        int bits = (int) Math.min(128, Long.parseLong(arguments.get(1).text()));
        KeyFormat format = switch (key.format()) {
            case IPV4 -> KeyFormat.PREFIX4;
            case IPV6 -> KeyFormat.PREFIX6;
            default -> KeyFormat.TEXT;
        };
        return new EvaluatedKey(new Prefix(key, bits), format, key.required());
    }

    /** The first bits of an address, with their number. */
    private static final class Prefix implements AttributeReader {

        private final EvaluatedKey key;
        private final int bits;
        private final int bits4;
        private final long mask4;
        private final long maskHigh;
        private final long maskLow;

        Prefix(EvaluatedKey key, int bits) {
            this.key = key;
            this.bits = bits;
            bits4 = Math.min(32, bits);
            mask4 = highMask(bits4 + 32) & 0xFFFF_FFFFL;
            maskHigh = highMask(bits);
            maskLow = highMask(bits - 64);
        }

        @Override
        public boolean read(SampleContext sample, KeyValue into) {
            KeyValue value = key.of(sample);
            if (value == null || !value.isAddress()) {
                return false;
            }
            return value.format() == KeyFormat.IPV4
                    ? into.prefix(KeyFormat.PREFIX4, 0, value.low() & mask4, bits4)
                    : into.prefix(KeyFormat.PREFIX6, value.high() & maskHigh, value.low() & maskLow, bits);
        }

        @Override
        public @Nullable PlainKey plain() {
            PlainKey address = key.reader().plain();
            return address == null ? null : address.prefix(bits);
        }
    }

    private static long highMask(int ones) {
        return ones <= 0 ? 0 : ones >= 64 ? -1L : -1L << 64 - ones;
    }

    /** What is wrong with a prefix length. Absent: null. */
    static @Nullable String checkMask(List<Argument> arguments) {
        boolean number = arguments.size() < 2 || arguments.get(1).text().matches("[0-9]{1,9}");
        return number ? null : "'" + arguments.get(1).text() + "' is not a prefix length";
    }
}
