package weir.shard;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Set;
import weir.net.IpAddress;

/**
 * Which agents' datagrams are read, told by the address in the datagram. It is looked for among few, one after another.
 *
 * <p>Thread: any; immutable.
 *
 * <p>Source: sFlow Version 5, section 5, struct sample_datagram_v5.
 */
final class AgentChoice {

    /** Chooses whatever there is. */
    static final AgentChoice ALL = new AgentChoice(new IpAddress[0], true);

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int TYPE = 4;
    private static final int ADDRESS = 8;
    private static final int V4 = 1;
    private static final int V6 = 2;

    private final IpAddress[] agents;
    private final boolean all;

    private AgentChoice(IpAddress[] agents, boolean all) {
        this.agents = agents;
        this.all = all;
    }

    /** Chooses these. */
    static AgentChoice of(Set<IpAddress> agents) {
        return new AgentChoice(agents.toArray(IpAddress[]::new), false);
    }

    /** Whether a datagram is of one of the agents. Its bytes may be torn: whoever asks looks afterwards. */
    boolean chooses(MemorySegment memory, long at, int length) {
        if (all) {
            return true;
        }
        if (length < ADDRESS + 2 * Long.BYTES) {
            return false;
        }
        int type = memory.get(INT, at + TYPE);
        return switch (type) {
            case V4 -> has(false, 0, memory.get(INT, at + ADDRESS) & 0xFFFF_FFFFL);
            case V6 -> has(true, memory.get(LONG, at + ADDRESS), memory.get(LONG, at + ADDRESS + Long.BYTES));
            default -> false;
        };
    }

    private boolean has(boolean v6, long high, long low) {
        for (IpAddress agent : agents) {
            if (agent.low() == low && agent.high() == high && agent.v6() == v6) {
                return true;
            }
        }
        return false;
    }
}
