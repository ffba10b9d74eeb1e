package weir.lookup;

import org.jspecify.annotations.Nullable;

/**
 * What telemetry says of the host or virtual machine behind an address.
 *
 * <p>A virtual machine answers only metrics whose names begin with {@code vir_}. Asked on a shard for each sample:
 * answers from memory and never blocks. Thread: any.
 */
public interface HostFacts {

    /** Knows nothing. */
    HostFacts NONE = new HostFacts() {};

    /** Text metric of the host that has an adaptor with this MAC address. Absent: null. */
    default @Nullable Label byMac(long mac, String metric) {
        return null;
    }

    /** Text metric of the host that has this IP address. Absent: null. */
    default @Nullable Label byAddress(boolean v6, long high, long low, String metric) {
        return null;
    }

    /** Text metric of the host with this UUID, given as text. Absent: null. */
    default @Nullable Label byUuid(byte[] utf8, int from, int to, String metric) {
        return null;
    }
}
