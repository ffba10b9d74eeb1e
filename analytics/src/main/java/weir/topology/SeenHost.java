package weir.topology;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import weir.net.AddressText;
import weir.net.IpAddress;

/**
 * A host that sent packets through an edge port.
 *
 * <p>Thread: any; immutable.
 *
 * @param mac its MAC address, in the lower 48 bits
 * @param agent agent of the port
 * @param ifIndex ifIndex of the port
 * @param vlan VLAN that its packets came in; 0 when none was told
 * @param seen engine time of the last packet, nanoseconds
 * @param ipv4 its IPv4 address. Absent: empty when none of its packets told one
 * @param ipv6 its IPv6 address. Absent: as for IPv4
 */
public record SeenHost(
        long mac,
        IpAddress agent,
        long ifIndex,
        int vlan,
        long seen,
        Optional<IpAddress> ipv4,
        Optional<IpAddress> ipv6) {

    /** The latest first; of those seen at one time the first by agent and port. */
    public static final Comparator<SeenHost> LATEST_FIRST = Comparator.comparingLong(SeenHost::seen)
            .reversed()
            .thenComparing(SeenHost::agent)
            .thenComparingLong(SeenHost::ifIndex);

    /** The MAC address as twelve digits in upper case. */
    public String macText() {
        return AddressText.mac(mac).toUpperCase(Locale.ROOT);
    }

    /** Whether one of its addresses is this one. */
    public boolean has(IpAddress address) {
        return (address.v6() ? ipv6 : ipv4).filter(address::equals).isPresent();
    }
}
