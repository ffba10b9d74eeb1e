package weir.service;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import weir.relay.Forwarding;
import weir.relay.RelayPlan;
import weir.relay.Tenant;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;
import weir.request.ResourceName;
import weir.request.UnavailableException;

/**
 * Collectors that datagrams are relayed to: unchanged, or with the samples of one tenant.
 *
 * <p>Bound: {@value #MOST} forwardings and as many tenants. A capture is not forwarded, for its datagrams are old; tenants
 * get their samples also of a capture. Thread: any. Source: REST {@code /forwarding/json}, {@code /tenant/json}.
 */
public final class RelayService {

    /** Most forwardings, and most tenants. */
    public static final int MOST = 100;

    private final AtomicReference<RelayPlan> plan = new AtomicReference<>(RelayPlan.NONE);
    private final boolean replay;
    private final IntSupplier ownPort;

    /**
     * Nothing is relayed.
     *
     * @param replay whether a capture is replayed
     * @param ownPort UDP port that datagrams are received on
     */
    RelayService(boolean replay, IntSupplier ownPort) {
        this.replay = replay;
        this.ownPort = ownPort;
    }

    /** What is to be relayed now. */
    RelayPlan plan() {
        return plan.get();
    }

    /**
     * Forwardings by name.
     *
     * @throws UnavailableException a capture is replayed, as with all that concerns forwardings
     */
    public SortedMap<String, Forwarding> forwardings() {
        requireLive();
        return plan.get().forwardings();
    }

    /**
     * A forwarding.
     *
     * @throws NotFoundException there is none of this name
     */
    public Forwarding forwarding(String name) {
        return found("forwarding", name, forwardings());
    }

    /**
     * Makes or replaces a forwarding.
     *
     * @param members parsed JSON
     * @throws InvalidRequestException name or definition is wrong, the host is not known or would send to this engine
     */
    public synchronized void defineForwarding(String name, Map<String, ?> members) {
        requireLive();
        ResourceName.check("forwarding", name);
        Forwarding definition = Forwarding.of(members);
        InetSocketAddress address = elsewhere(definition.resolve());
        requireRoom("forwarding", name, plan.get().forwardings());
        plan.set(plan.get().withForwarding(name, definition, address));
    }

    /** Removes a forwarding, if there is one. */
    public synchronized void removeForwarding(String name) {
        requireLive();
        plan.set(plan.get().withoutForwarding(name));
    }

    /** Names of tenants with the samples that each has got. */
    public SortedMap<String, Long> tenants() {
        return plan.get().tenantSamples();
    }

    /**
     * A tenant.
     *
     * @throws NotFoundException there is none of this name
     */
    public Tenant tenant(String name) {
        return found("tenant", name, plan.get().tenants());
    }

    /**
     * Makes or replaces a tenant; one that is defined as before goes on counting.
     *
     * @param members parsed JSON
     * @throws InvalidRequestException name or definition is wrong, the host is not known or would send to this engine
     */
    public synchronized void defineTenant(String name, Map<String, ?> members) {
        ResourceName.check("tenant", name);
        Tenant definition = Tenant.of(members);
        InetSocketAddress address = elsewhere(definition.resolve());
        requireRoom("tenant", name, plan.get().tenants());
        plan.set(plan.get().withTenant(name, definition, address));
    }

    /** Removes a tenant, if there is one. */
    public synchronized void removeTenant(String name) {
        plan.set(plan.get().withoutTenant(name));
    }

    private void requireLive() {
        if (replay) {
            throw new UnavailableException("a capture is replayed; only datagrams received on UDP are forwarded");
        }
    }

    private static <T> T found(String kind, String name, SortedMap<String, T> all) {
        T value = all.get(name);
        if (value == null) {
            throw new NotFoundException("there is no " + kind + " " + name);
        }
        return value;
    }

    private static void requireRoom(String kind, String name, SortedMap<String, ?> all) {
        if (all.size() >= MOST && !all.containsKey(name)) {
            throw new InvalidRequestException("there are " + MOST + " " + kind + "s already");
        }
    }

    /** Refuses to send to the port of this engine: each datagram would come back without end. */
    private InetSocketAddress elsewhere(InetSocketAddress address) {
        if (!replay && address.getPort() == ownPort.getAsInt() && isHere(address.getAddress())) {
            throw new InvalidRequestException(address.getAddress().getHostAddress() + " port " + address.getPort()
                    + " is this engine; datagrams would come back without end");
        }
        return address;
    }

    private static boolean isHere(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
