package weir.bgp.flowspec;

import java.util.List;
import weir.net.IpAddress;

/**
 * Whether parts of rules hold for a packet.
 *
 * <p>Source: RFC 8955, sections 4.2.1 and 4.2.2; RFC 8956, section 3.
 */
final class PacketCheck {

    private PacketCheck() {}

    static boolean holds(Component component, FlowPacket packet) {
        return switch (component) {
            case Component.Address address ->
                lies(address.type() == ComponentType.SOURCE ? packet.source() : packet.destination(), address);
            case Component.Comparison comparison -> compares(comparison, packet);
        };
    }

    private static boolean lies(IpAddress address, Component.Address part) {
        return lies(address.v6(), address.high(), address.low(), part);
    }

    /** Whether an address, given as in {@link IpAddress}, lies in a prefix. */
    static boolean lies(boolean v6, long addressHigh, long addressLow, Component.Address part) {
        IpAddress first = part.prefix().address();
        int length = part.prefix().length();
        if (v6 != first.v6()) {
            return false;
        }
        if (!v6) {
            long mask = length == 0 ? 0 : -1L << 32 - length;
            return ((addressLow ^ first.low()) & mask & 0xFFFF_FFFFL) == 0;
        }
        long high = (addressHigh ^ first.high()) & ones(length) & ~ones(part.offset());
        long low = (addressLow ^ first.low()) & ones(length - 64) & ~ones(part.offset() - 64);
        return (high | low) == 0;
    }

    /** The given number of ones from the top. */
    private static long ones(int count) {
        return count <= 0 ? 0 : count >= 64 ? -1L : -1L << 64 - count;
    }

    private static boolean compares(Component.Comparison comparison, FlowPacket packet) {
        ComponentType type = comparison.type();
        List<Operand> operands = comparison.operands();
        return switch (type) {
            case PORT -> numbers(operands, packet.sourcePort()) || numbers(operands, packet.destinationPort());
            case TCP_FLAGS -> masks(operands, packet.tcpFlags());
            case FRAGMENT -> masks(operands, packet.fragment());
            default -> numbers(operands, number(type, packet));
        };
    }

    private static int number(ComponentType type, FlowPacket packet) {
        return switch (type) {
            case PROTOCOL -> packet.protocol();
            case DESTINATION_PORT -> packet.destinationPort();
            case SOURCE_PORT -> packet.sourcePort();
            case ICMP_TYPE -> packet.icmpType();
            case ICMP_CODE -> packet.icmpCode();
            case LENGTH -> packet.length();
            case DSCP -> packet.dscp();
            case FLOW_LABEL -> packet.flowLabel();
            default -> throw new IllegalArgumentException(type + " is no number");
        };
    }

    private static boolean numbers(List<Operand> operands, int number) {
        return number != FlowPacket.ABSENT
                && any(operands, operand -> {
                    int order = Long.compare(number, operand.value());
                    int bit = order < 0 ? Operand.LESS : order > 0 ? Operand.GREATER : Operand.EQUAL;
                    return (operand.operator() & bit) != 0;
                });
    }

    private static boolean masks(List<Operand> operands, int bits) {
        return bits != FlowPacket.ABSENT
                && any(operands, operand -> {
                    long set = bits & operand.value();
                    boolean holds = (operand.operator() & Operand.ALL) != 0 ? set == operand.value() : set != 0;
                    return holds != ((operand.operator() & Operand.NOT) != 0);
                });
    }

    private interface Test {
        boolean holds(Operand operand);
    }

    /** Runs of operands that are joined with <i>and</i> are alternatives. */
    private static boolean any(List<Operand> operands, Test test) {
        boolean run = false;
        for (int i = 0; i < operands.size(); i++) {
            Operand operand = operands.get(i);
            boolean holds = test.holds(operand);
            if (i > 0 && !operand.and()) {
                if (run) {
                    return true;
                }
                run = holds;
            } else {
                run = i == 0 ? holds : run && holds;
            }
        }
        return run;
    }
}
