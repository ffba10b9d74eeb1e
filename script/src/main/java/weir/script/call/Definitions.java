package weir.script.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import weir.event.Threshold;
import weir.flow.key.FlowDefinition;
import weir.service.Engine;

/**
 * What one script defines: flows, thresholds, groups, maps, forwardings, tenants and neighbours of BGP.
 *
 * <p>While the top level of an edited script runs for the first time, its definitions are gathered; they come into force
 * together when it has ended well, or not at all. What the script that it replaces defined, and it does not, is removed
 * then. Definitions of a script that has ended stay, as those of the reference engine do; but not its neighbours of BGP: what it
 * announced to them would be there for ever, and nobody would look after it.
 *
 * <p>Thread: that of the script; {@link #replace} when that one waits.
 */
public final class Definitions {

    /** What can be defined, and how it is removed. */
    private enum Kind {
        FLOW,
        THRESHOLD,
        GROUP,
        MAP,
        FORWARDING,
        TENANT,
        BGP_NEIGHBOR,
        BGP_SOURCE,
        BGP_NEXT_HOPS
    }

    private record Key(Kind kind, String name) {}

    private final Engine engine;
    private final Map<Key, Runnable> owned = new LinkedHashMap<>();
    private final List<Runnable> gathered = new ArrayList<>();
    private final Queue<Runnable> atEnd = new ConcurrentLinkedQueue<>();
    private boolean gathering;

    /**
     * None yet.
     *
     * @param gathering whether they wait for {@link #replace}
     */
    public Definitions(Engine engine, boolean gathering) {
        this.engine = engine;
        this.gathering = gathering;
    }

    /** Puts a flow definition in force. */
    void flow(FlowDefinition definition) {
        define(new Key(Kind.FLOW, definition.name()), () -> engine.flows().define(definition));
    }

    /** Puts a threshold in force. */
    void threshold(Threshold threshold) {
        define(new Key(Kind.THRESHOLD, threshold.name()), () -> engine.events().define(threshold));
    }

    /** Puts a group set in force. */
    void group(String name, Map<String, ?> groups) {
        define(new Key(Kind.GROUP, name), () -> engine.lookups().defineGroup(name, groups));
    }

    /** Puts a map in force. */
    void map(String name, Map<String, ?> labels) {
        define(new Key(Kind.MAP, name), () -> engine.lookups().defineMap(name, labels));
    }

    /** Puts a forwarding in force. */
    void forwarding(String name, Map<String, ?> members) {
        define(new Key(Kind.FORWARDING, name), () -> engine.relays().defineForwarding(name, members));
    }

    /** Puts a tenant in force. */
    void tenant(String name, Map<String, ?> members) {
        define(new Key(Kind.TENANT, name), () -> engine.relays().defineTenant(name, members));
    }

    /**
     * Adds a neighbour of BGP, which the script takes with it when it ends.
     *
     * @param adding adds it, and answers how to forget it
     */
    void neighbor(String router, Supplier<Runnable> adding) {
        AtomicReference<Runnable> forget = new AtomicReference<>(() -> {});
        define(
                new Key(Kind.BGP_NEIGHBOR, router),
                () -> forget.set(adding.get()),
                () -> forget.get().run());
        atEnd.add(() -> forget.get().run());
    }

    /** Binds agents to a neighbour of BGP. */
    void source(String agents, Runnable binding, Runnable remover) {
        define(new Key(Kind.BGP_SOURCE, agents), binding, remover);
    }

    /** Says which MAC addresses next hops have. */
    void nextHops(Runnable setting, Runnable remover) {
        define(new Key(Kind.BGP_NEXT_HOPS, ""), setting, remover);
    }

    /** The script has ended. Thread: any. */
    public void end() {
        for (Runnable last = atEnd.poll(); last != null; last = atEnd.poll()) {
            last.run();
        }
    }

    private void define(Key key, Runnable definition) {
        define(key, definition, remover(key));
    }

    private void define(Key key, Runnable definition, Runnable remover) {
        if (gathering) {
            gathered.add(definition);
        } else {
            definition.run();
        }
        owned.put(key, remover);
    }

    private Runnable remover(Key key) {
        String name = key.name();
        return switch (key.kind()) {
            case FLOW -> () -> engine.flows().remove(name);
            case THRESHOLD -> () -> engine.events().remove(name);
            case GROUP -> () -> engine.lookups().removeGroup(name);
            case MAP -> () -> engine.lookups().removeMap(name);
            case FORWARDING -> () -> engine.relays().removeForwarding(name);
            case TENANT -> () -> engine.relays().removeTenant(name);
            case BGP_NEIGHBOR, BGP_SOURCE, BGP_NEXT_HOPS -> throw new IllegalArgumentException(name);
        };
    }

    private void remove(Kind kind, String name) {
        Key key = new Key(kind, name);
        owned.remove(key);
        if (gathering) {
            gathered.add(remover(key));
        } else {
            remover(key).run();
        }
    }

    /** Removes a flow definition. */
    void clearFlow(String name) {
        remove(Kind.FLOW, name);
    }

    /** Removes a threshold. */
    void clearThreshold(String name) {
        remove(Kind.THRESHOLD, name);
    }

    /** Removes a group set. */
    void clearGroup(String name) {
        remove(Kind.GROUP, name);
    }

    /** Removes a map. */
    void clearMap(String name) {
        remove(Kind.MAP, name);
    }

    /** Removes a forwarding. */
    void clearForwarding(String name) {
        remove(Kind.FORWARDING, name);
    }

    /** Removes a tenant. */
    void clearTenant(String name) {
        remove(Kind.TENANT, name);
    }

    /** Puts what was gathered in force, and removes what only the script before had defined. */
    public void replace(Definitions before) {
        before.owned.forEach((key, remover) -> {
            if (!owned.containsKey(key)) {
                remover.run();
            }
        });
        gathering = false;
        gathered.forEach(Runnable::run);
        gathered.clear();
    }
}
