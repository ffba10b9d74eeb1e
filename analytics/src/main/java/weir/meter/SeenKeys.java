package weir.meter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
 * <i>parts</i>, the records and layers they have: of each such kind the first samples are read whole, until
 * {@value #FRUITLESS} on end had no key that was new, {@value #FIRST_PROBES} at most, and up to {@value #PROBES} every
 * {@value #PERIOD_SECONDS} s after that, until they have all the keys of the reading before; the keys found count as seen
 * with every sample of the kind until the next reading. A kind that has the same keys each time is read ever more seldom, at last
 * every {@value #MOST_REST} × {@value #PERIOD_SECONDS} s. It is done agent by agent, so that the answer does not depend on how
 * agents are spread over shards.
 *
 * <p>Times are rounded down to ticks of {@value #TICK_SECONDS} s. A kind that needs no reading in
 * this period is remembered in a small table, where the tick of its latest sample is noted too, so that most samples cost one look into it.
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

    private static final long PERIOD = PERIOD_SECONDS * 1_000_000_000L;
    private static final long TICK = TICK_SECONDS * 1_000_000_000L;
    private static final int NOTED_BITS = 14;
    private static final long TICK_MASK = 0xffffffffL;
    private static final int MOST_KINSHIPS = 1 << 10;

    private final List<String> names = new ArrayList<>();
    private final AttributeReader[] readers;
    private final long[] required;
    private final long[] times;
    private final CustomKeys custom = new CustomKeys();
    private final KeyValue scratch = new KeyValue();
    /**
     * Kinds that need no reading in this period, each in the place that its hash names or the one beside: other bits of the
     * hash, and the tick of the latest sample in the lower half; 0 for none. Should all bits be equal, one kind counts as
     * seen with another.
     */
    private final long[] noted = new long[1 << NOTED_BITS];

    private final @Nullable Kind[] notedKinds = new Kind[1 << NOTED_BITS];
    private long instant = Long.MIN_VALUE;
    private long tick;
    private long period = Long.MIN_VALUE;

    /** Which keys the samples of some parts may have. */
    private final Map<Kinship, int[]> candidates = new HashMap<>();

    /** Kinds of sample of each agent, by the agent's number. */
    private @Nullable Kinds[] agents = new Kinds[16];

    /** What samples have in common that may have the same keys. */
    private record Kinship(long parts, SampleContext.Kind sample) {}

    /** The kinds of sample of one agent; their parts stand side by side, because they are searched. */
    private static final class Kinds {

        private long[] parts = {};
        private Kind[] kinds = {};

        @Nullable
        Kind find(long wanted, SampleContext.Kind sample) {
            for (int i = 0; i < parts.length; i++) {
                if (parts[i] == wanted && kinds[i].kinship.sample == sample) {
                    return kinds[i];
                }
            }
            return null;
        }

        Kind add(Kind kind) {
            int count = kinds.length;
            parts = Arrays.copyOf(parts, count + 1);
            kinds = Arrays.copyOf(kinds, count + 1);
            parts[count] = kind.kinship.parts;
            kinds[count] = kind;
            return kind;
        }
    }

    /** Samples of one agent with the same parts. */
    private static final class Kind {

        private final Kinship kinship;
        private final long[] keys;
        /** Keys of the reading before. */
        private final long[] before;

        private long period = Long.MIN_VALUE;
        private int probes = FIRST_PROBES;
        private int fruitless;
        private long last;
        /** Periods from the beginning of one reading to that of the next. */
        private int rest = 1;

        Kind(Kinship kinship, int words) {
            this.kinship = kinship;
            keys = new long[words];
            before = new long[words];
        }

        /** Whether it is to be read anew. */
        boolean isDue(long now) {
            return period == Long.MIN_VALUE || now < period || now - period >= rest;
        }

        /** Has been read: says for how long that holds. */
        void rest() {
            rest = Arrays.equals(keys, before) ? Math.min(rest * 2, MOST_REST) : 1;
        }

        /** Whether all keys of the reading before were found again, and there was one. */
        boolean hasAllOfBefore() {
            boolean any = false;
            for (int word = 0; word < keys.length; word++) {
                if ((before[word] & ~keys[word]) != 0) {
                    return false;
                }
                any |= before[word] != 0;
            }
            return any;
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
        if (time != instant) {
            moveTo(time);
        }
        long parts = sample.parts();
        SampleContext.Kind sampleKind = sample.kind();
        long hash = hash(parts, (long) agent << 2 | sampleKind.ordinal());
        int place = (int) (hash >>> Long.SIZE - NOTED_BITS);
        long entry = (hash | 1) << Integer.SIZE | tick & TICK_MASK;
        // Which of the two it is cannot be foretold, so it is found without a branch. Both are below 2^32.
        long one = (noted[place] ^ entry) >>> Integer.SIZE;
        long other = (noted[place ^ 1] ^ entry) >>> Integer.SIZE;
        if (one * other == 0) {
            noted[place ^ (int) (-one >>> Long.SIZE - 1)] = entry;
        } else {
            noteFirst(sample, agent, noted[place] != 0 && noted[place ^ 1] == 0 ? place ^ 1 : place, entry);
        }
    }

    private void moveTo(long time) {
        instant = time;
        tick = Math.floorDiv(time, TICK);
        long now = Math.floorDiv(time, PERIOD);
        if (now != period) {
            period = now;
            forgetNoted();
        }
    }

    private static long hash(long parts, long by) {
        long mixed = (parts ^ by * 0xff51afd7ed558ccdL) * 0x9e3779b97f4a7c15L;
        return (mixed ^ mixed >>> 32) * 0xd6e8feb86659fd93L;
    }

    private void noteFirst(SampleContext sample, int agent, int place, long entry) {
        Kind kind = kind(agent, sample.parts(), sample.kind());
        noteFirst(sample, kind);
        if (kind.probes == 0) {
            settle(place);
            noted[place] = entry;
            notedKinds[place] = kind;
        }
    }

    /** Tells the kind at a place when it was seen last. */
    private void settle(int place) {
        Kind kind = notedKinds[place];
        if (kind != null) {
            kind.last = Math.max(kind.last, (noted[place] & TICK_MASK) * TICK);
        }
    }

    private void forgetNoted() {
        for (int place = 0; place < noted.length; place++) {
            settle(place);
        }
        Arrays.fill(noted, 0);
        Arrays.fill(notedKinds, null);
    }

    private void noteFirst(SampleContext sample, Kind kind) {
        if (kind.isDue(period)) {
            turn(kind);
            kind.probes = kind.period == Long.MIN_VALUE ? FIRST_PROBES : PROBES;
            kind.fruitless = 0;
            kind.period = period;
        }
        kind.last = tick * TICK;
        if (kind.probes > 0) {
            kind.fruitless = probe(kind, sample) ? 0 : kind.fruitless + 1;
            boolean done = kind.fruitless == FRUITLESS || kind.hasAllOfBefore();
            kind.probes = done ? 0 : kind.probes - 1;
            if (kind.probes == 0) {
                kind.rest();
            }
        }
    }

    private Kind kind(int agent, long parts, SampleContext.Kind sample) {
        if (agent >= agents.length) {
            agents = Arrays.copyOf(agents, Math.max(agent + 1, agents.length + (agents.length >> 1)));
        }
        Kinds known = agents[agent];
        if (known == null) {
            known = new Kinds();
            agents[agent] = known;
        }
        Kind found = known.find(parts, sample);
        if (found != null) {
            return found;
        }
        int count = known.kinds.length;
        return count == MOST_KINDS
                ? known.kinds[count - 1]
                : known.add(new Kind(new Kinship(parts, sample), (readers.length + Long.SIZE - 1) / Long.SIZE));
    }

    /** Reads a sample whole. Answers whether it has a key that none of its kind had. */
    private boolean probe(Kind kind, SampleContext sample) {
        boolean isNew = false;
        // The kind that stands for all beyond the bound has samples of other parts too.
        boolean own = kind.kinship.parts == sample.parts() && kind.kinship.sample == sample.kind();
        for (int i : own ? candidates(kind.kinship) : candidatesOf(new Kinship(sample.parts(), sample.kind()))) {
            boolean known = (kind.keys[i / Long.SIZE] & 1L << i) != 0;
            if (!known && readers[i].read(sample, scratch)) {
                kind.keys[i / Long.SIZE] |= 1L << i;
                isNew = true;
            }
        }
        return isNew;
    }

    private int[] candidates(Kinship kinship) {
        int[] known = candidates.get(kinship);
        if (known == null) {
            known = candidatesOf(kinship);
            if (candidates.size() < MOST_KINSHIPS) {
                candidates.put(kinship, known);
            }
        }
        return known;
    }

    private int[] candidatesOf(Kinship kinship) {
        boolean any = kinship.sample == SampleContext.Kind.CUSTOM;
        return IntStream.range(0, readers.length)
                .filter(i -> any || (required[i] & ~kinship.parts) == 0)
                .toArray();
    }

    /** Writes down what the keys of a kind are known by, and forgets them. */
    private void turn(Kind kind) {
        for (int word = 0; word < kind.keys.length; word++) {
            for (long rest = kind.keys[word]; rest != 0; rest &= rest - 1) {
                int key = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
                times[key] = Math.max(times[key], kind.last);
            }
            kind.before[word] = kind.keys[word];
            kind.keys[word] = 0;
        }
    }

    /** An agent is gone; the keys it had stay, with the time they were last seen. */
    void forget(int agent) {
        Kinds known = agent >= 0 && agent < agents.length ? agents[agent] : null;
        if (known != null) {
            // Its number may be that of another agent next.
            forgetNoted();
            for (Kind kind : known.kinds) {
                turn(kind);
            }
            agents[agent] = null;
        }
    }

    /** Each key that was seen, with the engine time of the latest sample that had it. Immutable for the caller. */
    SortedMap<String, Long> times() {
        for (int place = 0; place < noted.length; place++) {
            settle(place);
        }
        long[] latest = times.clone();
        for (Kinds known : agents) {
            for (Kind kind : known == null ? new Kind[0] : known.kinds) {
                addTo(latest, kind);
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
