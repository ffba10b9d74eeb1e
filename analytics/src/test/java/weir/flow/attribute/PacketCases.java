package weir.flow.attribute;

import java.util.List;
import java.util.stream.Stream;
import weir.testing.PacketBuilder;

/** Keys of packets, at least one packet for each kind of header. */
final class PacketCases {

    static final int IP = 0x0800;
    static final int IP6 = 0x86DD;
    static final byte[] NO_OPTIONS = {};

    private PacketCases() {}

    static List<KeyCase> all() {
        return Stream.of(
                        LinkCases.all(),
                        InternetCases.all(),
                        TunnelCases.all(),
                        DatagramServiceCases.all(),
                        InfinibandCases.all())
                .flatMap(List::stream)
                .toList();
    }

    static PacketBuilder ethernet(int type) {
        return new PacketBuilder().ethernet(type);
    }

    static PacketBuilder udp(int source, int destination) {
        return ethernet(IP).ipv4(17, "10.0.0.1", "10.0.0.2").udp(source, destination);
    }
}
