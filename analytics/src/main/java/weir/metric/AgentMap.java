package weir.metric;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;

/**
 * The agents of one table, found by address without making an object.
 *
 * <p>Shape: open addressing with linear probing, at most half full. Thread: owner only.
 */
final class AgentMap {

    private static final int FIRST_SIZE = 16;

    private @Nullable Agent[] places = new Agent[FIRST_SIZE];
    private int count;

    @Nullable
    Agent get(boolean v6, long high, long low) {
        int mask = places.length - 1;
        int at = hash(v6, high, low) & mask;
        for (Agent agent = places[at]; agent != null; agent = places[at]) {
            if (agent.isAt(v6, high, low)) {
                return agent;
            }
            at = at + 1 & mask;
        }
        return null;
    }

    void put(Agent agent) {
        if (2 * (count + 1) > places.length) {
            @Nullable Agent[] old = places;
            places = new Agent[2 * old.length];
            for (Agent known : old) {
                if (known != null) {
                    place(known);
                }
            }
        }
        place(agent);
        count++;
    }

    private void place(Agent agent) {
        int mask = places.length - 1;
        int at = home(agent) & mask;
        while (places[at] != null) {
            at = at + 1 & mask;
        }
        places[at] = agent;
    }

    void remove(Agent agent) {
        int mask = places.length - 1;
        int at = home(agent) & mask;
        while (places[at] != agent) {
            at = at + 1 & mask;
        }
        places[at] = null;
        count--;
        // What stands behind without a gap may have been pushed past the place that is free now.
        for (int next = at + 1 & mask; ; next = next + 1 & mask) {
            Agent pushed = places[next];
            if (pushed == null) {
                return;
            }
            places[next] = null;
            place(pushed);
        }
    }

    int size() {
        return count;
    }

    /** Hands over each agent, in no order; the map must not change meanwhile. */
    void forEach(Consumer<Agent> to) {
        for (Agent agent : places) {
            if (agent != null) {
                to.accept(agent);
            }
        }
    }

    private static int home(Agent agent) {
        IpAddress address = agent.address();
        return hash(address.v6(), address.high(), address.low());
    }

    private static int hash(boolean v6, long high, long low) {
        long mixed = (high * 0xC2B2_AE3D_27D4_EB4FL ^ low ^ (v6 ? 1 : 0)) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 32);
    }
}
