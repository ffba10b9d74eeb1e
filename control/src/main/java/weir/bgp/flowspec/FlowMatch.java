package weir.bgp.flowspec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.bgp.wire.ByteReader;
import weir.bgp.wire.ByteWriter;
import weir.lookup.Prefix;
import weir.net.IpAddress;

/**
 * Which packets a rule is for: all of its parts must hold. It is also the name of the rule, as a prefix is of a route.
 *
 * <p>Thread: any; immutable. Source: RFC 8955, section 4; RFC 8956, section 3.
 *
 * @param v6 whether addresses are IPv6
 * @param components parts by rising type, each type once, at least one
 */
public record FlowMatch(boolean v6, List<Component> components) {

    /** Longest encoding that is announced. */
    public static final int MOST_BYTES = 1_000;

    private static final int END = 0x80;
    private static final int AND = 0x40;

    /** Copies the list. */
    public FlowMatch {
        components = List.copyOf(components);
    }

    /** Whether a packet is one of those. */
    public boolean matches(FlowPacket packet) {
        if (packet.v6() != v6) {
            return false;
        }
        for (Component component : components) {
            if (!PacketCheck.holds(component, packet)) {
                return false;
            }
        }
        return true;
    }

    /** Writes the rule with its length before it. */
    public void write(ByteWriter out) {
        ByteWriter rule = new ByteWriter();
        for (Component component : components) {
            write(component, rule);
        }
        if (rule.length() < 0xF0) {
            out.writeByte(rule.length());
        } else {
            out.writeShort(0xF000 | rule.length());
        }
        out.write(rule.toBytes());
    }

    private void write(Component component, ByteWriter out) {
        out.writeByte(component.type().code());
        switch (component) {
            case Component.Address address -> writePrefix(address, out);
            case Component.Comparison comparison -> writeOperands(comparison.operands(), out);
        }
    }

    private void writePrefix(Component.Address address, ByteWriter out) {
        int length = address.prefix().length();
        out.writeByte(length);
        if (v6) {
            out.writeByte(address.offset());
        }
        IpAddress pattern = Bits.shiftLeft(address.prefix().address(), address.offset());
        Bits.write(pattern, length - address.offset(), out);
    }

    private static void writeOperands(List<Operand> operands, ByteWriter out) {
        for (int i = 0; i < operands.size(); i++) {
            Operand operand = operands.get(i);
            int size = size(operand.value());
            int end = i == operands.size() - 1 ? END : 0;
            out.writeByte(end | (operand.and() ? AND : 0) | size << 4 | operand.operator());
            out.writeNumber(operand.value(), 1 << size);
        }
    }

    /** Logarithm of the bytes that a value takes. */
    private static int size(long value) {
        return value <= 0xFF ? 0 : value <= 0xFFFF ? 1 : value <= 0xFFFF_FFFFL ? 2 : 3;
    }

    /** Reads the parts of one rule. Absent: empty when they are malformed or of no known type. */
    public static Optional<FlowMatch> read(ByteReader in, boolean v6) {
        ArrayList<Component> components = new ArrayList<>();
        int before = 0;
        while (in.remaining() > 0) {
            int code = in.readByte();
            Optional<ComponentType> type = ComponentType.find(code, v6);
            if (type.isEmpty() || code <= before) {
                return Optional.empty();
            }
            before = code;
            Optional<? extends Component> component = type.get().form() == ComponentType.Form.PREFIX
                    ? readPrefix(type.get(), in, v6)
                    : readOperands(type.get(), in);
            if (component.isEmpty()) {
                return Optional.empty();
            }
            components.add(component.get());
        }
        return components.isEmpty() ? Optional.empty() : Optional.of(new FlowMatch(v6, components));
    }

    private static Optional<Component> readPrefix(ComponentType type, ByteReader in, boolean v6) {
        int length = in.readByte();
        int offset = v6 ? in.readByte() : 0;
        if (length > (v6 ? 128 : 32) || offset > length || offset == length && length > 0) {
            return Optional.empty();
        }
        IpAddress pattern = Bits.read(in, v6, length - offset);
        if (in.overrun()) {
            return Optional.empty();
        }
        return Optional.of(new Component.Address(type, new Prefix(Bits.shiftRight(pattern, offset), length), offset));
    }

    private static Optional<Component> readOperands(ComponentType type, ByteReader in) {
        ArrayList<Operand> operands = new ArrayList<>();
        int head;
        do {
            head = in.readByte();
            long value = in.readNumber(1 << (head >>> 4 & 3));
            if (in.overrun() || value < 0) {
                return Optional.empty();
            }
            int bits = type.form() == ComponentType.Form.NUMBER ? 7 : 3;
            operands.add(new Operand(!operands.isEmpty() && (head & AND) != 0, head & bits, value));
        } while ((head & END) == 0);
        return Optional.of(new Component.Comparison(type, operands));
    }
}
