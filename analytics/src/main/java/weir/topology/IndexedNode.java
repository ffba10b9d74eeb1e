package weir.topology;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.lookup.Label;
import weir.topology.Place.LinkEnd;

/**
 * A node with its ports by what agents call them.
 *
 * <p>Thread: one while it is filled, then any.
 */
final class IndexedNode {

    /** A port and the link it is an end of. */
    static final class IndexedPort {

        private final Label name;
        private @Nullable LinkEnd link;

        private IndexedPort(Label name) {
            this.name = name;
        }

        Label name() {
            return name;
        }

        /** The link. Absent: null. */
        @Nullable
        LinkEnd link() {
            return link;
        }
    }

    private final Label name;
    private final Map<String, IndexedPort> ports = new LinkedHashMap<>();
    private final Map<Long, IndexedPort> byIfIndex = new HashMap<>();
    private final Map<String, IndexedPort> byInterfaceName = new HashMap<>();

    IndexedNode(String name) {
        this.name = Label.of(name);
    }

    Label name() {
        return name;
    }

    List<String> portNames() {
        return List.copyOf(ports.keySet());
    }

    /**
     * Adds a port.
     *
     * @param ifIndex its ifIndex; below 0 when it is known by its name only
     */
    IndexedPort add(String port, long ifIndex) {
        IndexedPort added = new IndexedPort(Label.of(port));
        ports.put(port, added);
        if (ifIndex < 0) {
            byInterfaceName.put(port, added);
        } else {
            byIfIndex.putIfAbsent(ifIndex, added);
        }
        return added;
    }

    /** Makes a port, new or known, an end of a link. The first of several links counts. */
    void connect(String port, LinkEnd link) {
        IndexedPort known = ports.get(port);
        IndexedPort end = known == null ? add(port, -1) : known;
        if (end.link == null) {
            end.link = link;
        }
    }

    /** The port with an ifIndex. Absent: null, also for ports that are known by their name only. */
    @Nullable
    IndexedPort port(long ifIndex) {
        return byIfIndex.get(ifIndex);
    }

    /** The port that is known by its name only. Absent: null. */
    @Nullable
    IndexedPort port(String interfaceName) {
        return byInterfaceName.get(interfaceName);
    }
}
