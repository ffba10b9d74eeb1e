package weir.meter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.FlowKey;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.SampleContext;
import weir.meter.SampleSorts.Sort;

/**
 * Which keys samples had, and when last.
 *
 * <p>Reading every key of every sample would cost more than all else. So samples of an agent are told apart by their sort
 * ({@link SampleSorts}), the records and layers they have: of each such kind the first samples are read whole, until
 * {@value #FRUITLESS} on end had no key that was new, {@value #FIRST_PROBES} at most, and up to {@value #PROBES} every
 * {@value #PERIOD_SECONDS} s after that, until they have all the keys of the reading before; the keys found count as seen
 * with every sample of the kind until the next reading. A kind that has the same keys each time is read ever more seldom, at last
 * every {@value #MOST_REST} × {@value #PERIOD_SECONDS} s. It is done agent by agent, so that the answer does not depend on how
 * agents are spread over shards.
 *
 * <p>Times are rounded down to ticks of {@value #TICK_SECONDS} s. Most samples are of a kind that need not be read now, and cost a look
 * into what is known of their agent ({@link AgentKinds}).
 *
 * <p>Bound: {@value #MOST_KINDS} kinds of an agent, those beyond share one place; {@link CustomKeys#MOST} names that
 * custom flows made up. Thread: owner only.
 */
final class SeenKeys {

    static final int FIRST_PROBES = 16;
    static final int PROBES = 4;
    static final int FRUITLESS = 3;
    static final int PERIOD_SECONDS = 60;
    static final int MOST_REST = 8;
    static final int MOST_KINDS = 32;
    static final int TICK_SECONDS = 1;

    private static final long TICK = TICK_SECONDS * 1_000_000_000L;
    private static final long TICKS = PERIOD_SECONDS / TICK_SECONDS;
    private static final int MOST_CANDIDATES = 1 << 10;

    /** A key that a sample may have, or a further occurrence of it. */
    private record Key(String name, int occurrence, AttributeReader reader, long required) {}

    /** Those of the first occurrence come first. */
    private final Key[] keys;

    private final long[] times;
    private final CustomKeys custom = new CustomKeys();
    private final KeyValue scratch = new KeyValue();
    private final SampleSorts sorts = new SampleSorts();
    /** Kinds of sample of each agent, by the agent's number. */
    private @Nullable AgentKinds[] agents = new AgentKinds[16];
    /** Which keys the samples of a sort may have. */
    private final Map<Sort, int[]> candidates = new HashMap<>();

    private long instant = Long.MIN_VALUE;
    private long tick;
    private long period = Long.MIN_VALUE;

    SeenKeys(FlowKeyTable table) {
        List<Key> all = new ArrayList<>();
        for (FlowKey key : table.all()) {
            int occurrences = key.sources().stream()
                    .mapToInt(source -> source.readers().size())
                    .max()
                    .orElse(0);
            for (int occurrence = 0; occurrence < occurrences; occurrence++) {
                String name = occurrence == 0 ? key.name() : key.name() + "." + occurrence;
                all.add(new Key(name, occurrence, key.reader(occurrence, name), key.required(occurrence)));
            }
        }
        all.sort(Comparator.comparingInt(Key::occurrence));
        keys = all.toArray(Key[]::new);
        times = new long[keys.length];
        Arrays.fill(times, Long.MIN_VALUE);
    }

    /** Takes note of a sample of an agent. */
    void note(SampleContext sample, int agent, long time) {
        if (sample.custom() != null) {
            custom.note(sample.custom(), time);
        }
        if (time != instant) {
            moveTo(time);
        }
        int sort = sorts.number(sample.parts(), sample.kind());
        AgentKinds known = agent < agents.length ? agents[agent] : null;
        if (known == null || sort == SampleSorts.NONE || !known.note(sort, tick)) {
            noteSlowly(sample, agent, sort);
        }
    }

    /** Reads what samples of an agent will need, so that it is at hand later. The sum is of no use. */
    long touch(int agent) {
        AgentKinds known = agent >= 0 && agent < agents.length ? agents[agent] : null;
        return known == null ? 0 : known.touch();
    }

    private void moveTo(long time) {
        instant = time;
        tick = Math.floorDiv(time, TICK);
        long now = Math.floorDiv(tick, TICKS);
        if (now < period) {
            forEach(AgentKinds::unsettle);
        }
        if (now != period && sorts.isFull()) {
            // What came first need not be what is common.
            sorts.clear();
            forEach(AgentKinds::forgetSorts);
        }
        period = now;
    }

    private void forEach(Consumer<AgentKinds> change) {
        for (AgentKinds known : agents) {
            if (known != null) {
                change.accept(known);
            }
        }
    }

    /** Takes note of a sample whose kind is new, is to be read, or is not known by the number of its sort. */
    private void noteSlowly(SampleContext sample, int agent, int sort) {
        AgentKinds known = kinds(agent);
        int position = position(known, sample);
        ProbedKind kind = known.kind(position);
        if (kind.isDue(period)) {
            kind.addTo(times, known.last(position) * TICK);
            kind.begin(period);
        }
        known.setLast(position, tick);
        if (!kind.isRead()) {
            kind.read(probe(kind, sample));
        }
        if (kind.isRead()) {
            known.settle(position, sort, kind.due() * TICKS);
        }
    }

    private AgentKinds kinds(int agent) {
        if (agent >= agents.length) {
            agents = Arrays.copyOf(agents, Math.max(agent + 1, agents.length + (agents.length >> 1)));
        }
        AgentKinds known = agents[agent];
        if (known == null) {
            known = new AgentKinds();
            agents[agent] = known;
        }
        return known;
    }

    private int position(AgentKinds known, SampleContext sample) {
        int found = known.find(sample);
        if (found >= 0) {
            return found;
        }
        int count = known.count();
        return count == MOST_KINDS ? count - 1 : known.add(new ProbedKind(Sort.of(sample), keys.length));
    }

    /** Reads a sample whole. Answers whether it has a key that none of its kind had. */
    private boolean probe(ProbedKind kind, SampleContext sample) {
        boolean isNew = false;
        int occurrences = occurrences(sample);
        // The kind that stands for all beyond the bound has samples of other sorts too.
        for (int key : kind.isOf(sample) ? candidates(kind.sort()) : candidatesOf(Sort.of(sample))) {
            if (keys[key].occurrence >= occurrences) {
                break;
            }
            if (!kind.has(key) && keys[key].reader.read(sample, scratch)) {
                kind.add(key);
                isNew = true;
            }
        }
        return isNew;
    }

    /** How many occurrences of a key a sample can have: but for custom flows, which say what they like, only layers repeat. */
    private static int occurrences(SampleContext sample) {
        return sample.kind() == SampleContext.Kind.CUSTOM
                ? Integer.MAX_VALUE
                : Math.max(1, sample.layers().mostOfOneType());
    }

    private int[] candidates(Sort sort) {
        int[] known = candidates.get(sort);
        if (known == null) {
            known = candidatesOf(sort);
            if (candidates.size() < MOST_CANDIDATES) {
                candidates.put(sort, known);
            }
        }
        return known;
    }

    private int[] candidatesOf(Sort sort) {
        boolean any = sort.kind() == SampleContext.Kind.CUSTOM;
        return IntStream.range(0, keys.length)
                .filter(key -> any || (keys[key].required & ~sort.parts()) == 0)
                .toArray();
    }

    /** An agent is gone; the keys it had stay, with the time they were last seen. */
    void forget(int agent) {
        AgentKinds known = agent >= 0 && agent < agents.length ? agents[agent] : null;
        if (known != null) {
            known.addTo(times, TICK);
            agents[agent] = null;
        }
    }

    /** Each key that was seen, with the engine time of the latest sample that had it. Immutable for the caller. */
    SortedMap<String, Long> times() {
        long[] latest = times.clone();
        forEach(known -> known.addTo(latest, TICK));
        SortedMap<String, Long> found = new TreeMap<>(custom.times());
        for (int i = 0; i < latest.length; i++) {
            if (latest[i] != Long.MIN_VALUE) {
                found.merge(keys[i].name, latest[i], Math::max);
            }
        }
        return found;
    }
}
