package weir.service;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import weir.graph.NetworkGraph;
import weir.topology.Topology;
import weir.topology.TopologyIndex;
import weir.topology.TopologyReader;

/**
 * The topology: installing one, and the one that is installed.
 *
 * <p>A change is one store of an immutable version. Shards look for it at the start of each datagram and at marks, so what
 * is installed while a replay is held is in force from its first datagram.
 *
 * <p>Thread: any.
 */
public final class TopologyService {

    private final AtomicReference<TopologyIndex> current = new AtomicReference<>(TopologyIndex.NONE);

    private final Object installing = new Object();
    private volatile Consumer<Topology> keeper = topology -> {};
    private volatile Runnable follower = () -> {};
    private volatile Graph graph = new Graph(Topology.NONE.version(), new NetworkGraph(Topology.NONE));

    /** A graph with the version of the topology that it was made of. */
    private record Graph(int version, NetworkGraph graph) {}

    TopologyService() {}

    /** The topology that is installed; {@link Topology#NONE} before the first. */
    public Topology topology() {
        return current.get().topology();
    }

    /** The topology that is installed, ready to be asked. */
    public TopologyIndex index() {
        return current.get();
    }

    /** The topology that is installed, as a graph. */
    public NetworkGraph graph() {
        Topology now = topology();
        Graph known = graph;
        if (known.version != now.version()) {
            known = new Graph(now.version(), new NetworkGraph(now));
            graph = known;
        }
        return known.graph;
    }

    /**
     * Has every topology kept from now on; whoever installs one waits until it is.
     *
     * @param keeping keeps it; what it throws is thrown to whoever installed
     */
    public void keep(Consumer<Topology> keeping) {
        keeper = keeping;
    }

    /** Has somebody told after each change from now on; must not wait. */
    void follow(Runnable following) {
        follower = following;
    }

    /**
     * Installs a topology in place of the one before, under the next version.
     *
     * @param members parsed JSON: members {@code nodes} and {@code links}, both optional; others are dropped
     * @return the topology as it is installed
     * @throws weir.request.InvalidRequestException a member is of the wrong kind, or something is too large
     */
    public Topology install(Map<String, ?> members) {
        return install(TopologyReader.read(members), true);
    }

    /**
     * Installs a topology unless it is the one that is installed, whose version then stays.
     *
     * @return the topology that is installed
     * @throws weir.request.InvalidRequestException a member is of the wrong kind, or something is too large
     */
    public Topology installIfOther(Map<String, ?> members) {
        return install(TopologyReader.read(members), false);
    }

    private Topology install(Topology read, boolean always) {
        // One at a time, so that what is kept last is what is in force.
        synchronized (installing) {
            Topology before = topology();
            if (!always && before.isInstalled() && before.sameAs(read)) {
                return before;
            }
            Topology now = read.after(before);
            current.set(new TopologyIndex(now));
            follower.run();
            keeper.accept(now);
            return now;
        }
    }
}
