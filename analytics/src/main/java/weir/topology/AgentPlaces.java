package weir.topology;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.DataSourceId;

/**
 * The places of the interfaces of one agent, remembered until a name changes.
 *
 * <p>Shape: open addressing with linear probing, at most half full. Bound: {@value #MOST} interfaces; when a further one is
 * asked for, all are forgotten. Thread: owner only.
 */
final class AgentPlaces {

    static final int MOST = 8192;

    private static final int FIRST_SIZE = 16;

    private final Agent agent;
    private @Nullable String hostName;

    /** ifIndexes, each plus 1, and whether the place is an edge port with a name, in the lowest bit; 0 where there is none. */
    private long[] keys = new long[FIRST_SIZE];

    private @Nullable Place[] places = new Place[FIRST_SIZE];
    /** Interface names that the places were found by. */
    private @Nullable String[] names = new String[FIRST_SIZE];

    private int count;

    AgentPlaces(Agent agent) {
        this.agent = agent;
        hostName = agent.hostName().orElse(null);
    }

    /** The place of an interface; allocates when it is new. */
    Place place(long ifIndex, TopologyIndex topology) {
        int at = find(ifIndex);
        Place known = places[at];
        return known != null ? known : remember(ifIndex, topology.place(agent, ifIndex));
    }

    /** Whether an interface is an edge port that has a name: answered without touching its place. */
    boolean isNamedEdge(long ifIndex, TopologyIndex topology) {
        int at = find(ifIndex);
        if (keys[at] == 0) {
            place(ifIndex, topology);
            at = find(ifIndex);
        }
        return (keys[at] & 1) != 0;
    }

    private Place remember(long ifIndex, Place place) {
        if (count >= MOST) {
            forget();
        }
        if (2 * (count + 1) > keys.length) {
            grow();
        }
        int at = find(ifIndex);
        boolean namedEdge = place.inTopology() && place.link() == null && place.port() != null;
        keys[at] = ifIndex + 1 << 1 | (namedEdge ? 1 : 0);
        places[at] = place;
        names[at] = TopologyIndex.interfaceName(agent, ifIndex);
        count++;
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        @Nullable Place[] oldPlaces = places;
        @Nullable String[] oldNames = names;
        keys = new long[2 * oldKeys.length];
        places = new Place[keys.length];
        names = new String[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = find((oldKeys[i] >> 1) - 1);
                keys[at] = oldKeys[i];
                places[at] = oldPlaces[i];
                names[at] = oldNames[i];
            }
        }
    }

    /** Where an interface is, or would be. */
    private int find(long ifIndex) {
        int mask = keys.length - 1;
        int at = (int) (ifIndex * 0x9E37_79B9_7F4A_7C15L >>> 40) & mask;
        while (keys[at] != 0 && keys[at] >> 1 != ifIndex + 1) {
            at = at + 1 & mask;
        }
        return at;
    }

    /**
     * A data source has a new row or is gone: forgets what was found by a name that it has no more.
     *
     * @param gone whether it is gone
     */
    void renamed(DataSource source, boolean gone) {
        DataSourceId id = source.id();
        if (id.isInterface()) {
            int at = find(id.index());
            if (keys[at] != 0 && !Objects.equals(names[at], gone ? null : TopologyIndex.interfaceName(source))) {
                forget();
            }
        } else if (id.sourceClass() == DataSourceId.PHYSICAL && !id.custom()) {
            String now = agent.hostName().orElse(null);
            if (!Objects.equals(hostName, now)) {
                hostName = now;
                forget();
            }
        }
    }

    private void forget() {
        Arrays.fill(keys, 0);
        Arrays.fill(places, null);
        Arrays.fill(names, null);
        count = 0;
    }
}
