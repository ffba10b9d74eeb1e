package weir.meter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.FlowKey;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.SampleContext;

/**
 * Which keys samples had, and when last.
 *
 * <p>Reading every key of every sample would cost more than all else. So samples of an agent are told apart by their
 * <i>parts</i>, the records and layers they have: of each such kind the first {@value #FIRST_PROBES} samples are read
 * whole, and {@value #PROBES} every {@value #PERIOD_SECONDS} s after that; the keys found count as seen with every sample
 * of the kind until the next reading. It is done agent by agent, so that the answer does not depend on how agents are
 * spread over shards.
 *
 * <p>Bound: {@value #MOST_KINDS} kinds of an agent, those beyond share one place; {@link CustomKeys#MOST} names that
 * custom flows made up. Thread: owner only.
 */
final class SeenKeys {

    static final int FIRST_PROBES = 16;
    static final int PROBES = 4;
    static final int PERIOD_SECONDS = 10;
    static final int MOST_KINDS = 32;

    private static final long PERIOD = PERIOD_SECONDS * 1_000_000_000L;

    private final List<String> names = new ArrayList<>();
    private final AttributeReader[] readers;
    private final long[] required;
    private final long[] times;
    private final CustomKeys custom = new CustomKeys();
    private final KeyValue scratch = new KeyValue();
    /** Kinds of sample of each agent, by the agent's number. */
    private Kind[] @Nullable [] agents = new Kind[16][];

    /** Samples of one agent with the same parts. */
    private static final class Kind {

        private final long parts;
        private final SampleContext.Kind sample;
        private final long[] keys;
        private long period = Long.MIN_VALUE;
        private int probes = FIRST_PROBES;
        private long last;

        Kind(long parts, SampleContext.Kind sample, int words) {
            this.parts = parts;
            this.sample = sample;
            keys = new long[words];
        }
    }

    SeenKeys(FlowKeyTable table) {
        List<AttributeReader> all = new ArrayList<>();
        List<Long> needs = new ArrayList<>();
        for (FlowKey key : table.all()) {
            int occurrences = key.sources().stream()
                    .mapToInt(source -> source.readers().size())
                    .max()
                    .orElse(0);
            for (int occurrence = 0; occurrence < occurrences; occurrence++) {
                String name = occurrence == 0 ? key.name() : key.name() + "." + occurrence;
                names.add(name);
                all.add(key.reader(occurrence, name));
                needs.add(key.required(occurrence));
            }
        }
        readers = all.toArray(AttributeReader[]::new);
        required = needs.stream().mapToLong(Long::longValue).toArray();
        times = new long[readers.length];
        Arrays.fill(times, Long.MIN_VALUE);
    }

    /** Takes note of a sample of an agent. */
    void note(SampleContext sample, int agent, long time) {
        if (sample.custom() != null) {
            custom.note(sample.custom(), time);
        }
        Kind kind = kind(agent, sample.parts(), sample.kind());
        long period = Math.floorDiv(time, PERIOD);
        if (period != kind.period) {
            turn(kind);
            kind.probes = kind.period == Long.MIN_VALUE ? FIRST_PROBES : PROBES;
            kind.period = period;
        }
        kind.last = time;
        if (kind.probes > 0) {
            kind.probes--;
            probe(kind, sample);
        }
    }

    private Kind kind(int agent, long parts, SampleContext.Kind sample) {
        if (agent >= agents.length) {
            agents = Arrays.copyOf(agents, Math.max(agent + 1, agents.length + (agents.length >> 1)));
        }
        Kind[] known = agents[agent];
        if (known == null) {
            known = new Kind[0];
        }
        for (Kind kind : known) {
            if (kind.parts == parts && kind.sample == sample) {
                return kind;
            }
        }
        int count = known.length;
        if (count == MOST_KINDS) {
            return known[count - 1];
        }
        Kind[] longer = Arrays.copyOf(known, count + 1);
        longer[count] = new Kind(parts, sample, (readers.length + Long.SIZE - 1) / Long.SIZE);
        agents[agent] = longer;
        return longer[count];
    }

    private void probe(Kind kind, SampleContext sample) {
        for (int i = 0; i < readers.length; i++) {
            boolean known = (kind.keys[i / Long.SIZE] & 1L << i) != 0;
            if (!known && sample.mayHave(required[i]) && readers[i].read(sample, scratch)) {
                kind.keys[i / Long.SIZE] |= 1L << i;
            }
        }
    }

    /** Writes down what the keys of a kind are known by, and forgets them. */
    private void turn(Kind kind) {
        for (int word = 0; word < kind.keys.length; word++) {
            for (long rest = kind.keys[word]; rest != 0; rest &= rest - 1) {
                int key = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
                times[key] = Math.max(times[key], kind.last);
            }
            kind.keys[word] = 0;
        }
    }

    /** An agent is gone; the keys it had stay, with the time they were last seen. */
    void forget(int agent) {
        Kind[] known = agent >= 0 && agent < agents.length ? agents[agent] : null;
        if (known != null) {
            for (Kind kind : known) {
                turn(kind);
            }
            agents[agent] = null;
        }
    }

    /** Each key that was seen, with the engine time of the latest sample that had it. Immutable for the caller. */
    SortedMap<String, Long> times() {
        long[] latest = times.clone();
        for (Kind[] kinds : agents) {
            for (int i = 0; kinds != null && i < kinds.length; i++) {
                addTo(latest, kinds[i]);
            }
        }
        SortedMap<String, Long> found = new TreeMap<>(custom.times());
        for (int i = 0; i < latest.length; i++) {
            if (latest[i] != Long.MIN_VALUE) {
                found.merge(names.get(i), latest[i], Math::max);
            }
        }
        return found;
    }

    private static void addTo(long[] latest, Kind kind) {
        for (int word = 0; word < kind.keys.length; word++) {
            for (long rest = kind.keys[word]; rest != 0; rest &= rest - 1) {
                int key = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
                latest[key] = Math.max(latest[key], kind.last);
            }
        }
    }
}
