package weir.service;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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

    TopologyService() {}

    /** The topology that is installed; {@link Topology#NONE} before the first. */
    public Topology topology() {
        return current.get().topology();
    }

    /** The topology that is installed, ready to be asked. */
    public TopologyIndex index() {
        return current.get();
    }

    /**
     * Installs a topology in place of the one before, under the next version.
     *
     * @param members parsed JSON: members {@code nodes} and {@code links}, both optional; others are dropped
     * @return the topology as it is installed
     * @throws weir.request.InvalidRequestException a member is of the wrong kind, or something is too large
     */
    public Topology install(Map<String, ?> members) {
        Topology read = TopologyReader.read(members);
        return current.updateAndGet(before -> new TopologyIndex(read.after(before.topology())))
                .topology();
    }
}
