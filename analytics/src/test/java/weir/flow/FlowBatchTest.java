package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.flow.attribute.KeyWords;

/** A batch adds what its samples would add one after the other. */
class FlowBatchTest {

    private static final int SOURCES = 3;

    private final Flows one = new Flows(settings());
    private final Flows some = new Flows(settings());
    private final Contribution sample = one.cache.newContribution();

    private static FlowSettings settings() {
        return settings(40);
    }

    private static FlowSettings settings(int capacity) {
        return new FlowSettings(2, 2, false, false, 60, capacity, ValueForm.RATE, List.of());
    }

    private void add(double seconds, int source, int key, double value, double weight) {
        long word = (long) key << Integer.SIZE;
        sample.time(Flows.nanos(seconds)).source(source).value(value).weight(weight);
        sample.packedKey()[0] = word;
        one.cache.accept(sample.packed(KeyWords.mix(0, word)));
        FlowBatch batch = Objects.requireNonNull(some.cache.batch());
        batch.keys()[batch.nextKey()] = word;
        some.cache.add(source, KeyWords.mix(0, word), value, weight, Flows.nanos(seconds));
    }

    /** Several epochs, with silence, evictions, keys that come again, values that are none. */
    @Test
    void samplesOfManyEpochsGiveTheSameBytesOneByOneAndSomeAtATime() {
        Random random = new Random(1);
        double seconds = 0;
        for (int i = 0; i < 60_000; i++) {
            seconds += random.nextInt(2000) == 0 ? random.nextInt(400) : random.nextInt(3) * 0.01;
            double value = random.nextInt(500) == 0 ? Double.NaN : random.nextInt(1500) - 20;
            double weight = random.nextInt(500) == 0 ? -1 : 400;
            add(seconds, random.nextInt(SOURCES), random.nextInt(60), value, weight);
            if (random.nextInt(3000) == 0) {
                assertThat(some.topKeys(seconds, 1)).isEqualTo(one.topKeys(seconds, 1));
            }
            if (random.nextInt(3000) == 0) {
                some.cache.sweep(Flows.nanos(seconds));
                one.cache.sweep(Flows.nanos(seconds));
            }
            if (random.nextInt(10_000) == 0) {
                some.cache.remove(2, Flows.nanos(seconds));
                one.cache.remove(2, Flows.nanos(seconds));
            }
        }

        assertThat(some.cache.toBytes()).isEqualTo(one.cache.toBytes());
        assertThat(some.cache.counts()).isEqualTo(one.cache.counts());
        assertThat(one.cache.counts().evicted()).isPositive();
        assertThat(one.cache.counts().refused()).isPositive();
    }

    /** The same with texts for keys, which are held while they wait and let go of afterwards. */
    @Test
    void keysThatAreNotPackedGiveTheSameBytesToo() {
        FlowCache texts = ofTexts(40, MemoryBudget.unlimited());
        FlowCache textsAtATime = ofTexts(40, MemoryBudget.unlimited());
        Random random = new Random(2);
        double seconds = 0;
        for (int i = 0; i < 40_000; i++) {
            seconds += random.nextInt(2000) == 0 ? random.nextInt(400) : random.nextInt(3) * 0.01;
            double value = random.nextInt(500) == 0 ? Double.NaN : random.nextInt(1500) - 20;
            addText(texts, textsAtATime, seconds, random.nextInt(SOURCES), random.nextInt(60), value);
        }
        assertThat(textsAtATime.toBytes()).isEqualTo(texts.toBytes());
        assertThat(textsAtATime.counts()).isEqualTo(texts.counts());
        assertThat(texts.counts().evicted()).isPositive();
        assertThat(textsAtATime.memory()).isEqualTo(texts.memory());
        for (int source = 0; source < SOURCES; source++) {
            textsAtATime.remove(source, Flows.nanos(seconds));
        }
        assertThat(textsAtATime.size()).isZero();
    }

    @Test
    void aTextForWhichThereIsNoMemoryIsRefusedAndCounted() {
        FlowCache texts = ofTexts(4000, new MemoryBudget(60_000));
        FlowCache textsAtATime = ofTexts(4000, new MemoryBudget(60_000));
        for (int i = 0; i < 20_000; i++) {
            addText(texts, textsAtATime, i * 1e-3, i % 700, i, 1);
        }
        assertThat(textsAtATime.counts().refused()).isPositive();
        assertThat(textsAtATime.counts().accepted() + textsAtATime.counts().refused())
                .isEqualTo(20_000);
        assertThat(textsAtATime.memory()).isLessThanOrEqualTo(60_000);
    }

    private static FlowCache ofTexts(int capacity, MemoryBudget budget) {
        FlowKeyFormat format = new FlowKeyFormat() {
            @Override
            public int width() {
                return -1;
            }

            @Override
            public List<String> fields(byte[] key, int offset, int length) {
                return Flows.TEXT.fields(key, offset, length);
            }

            @Override
            public String text(byte[] key, int offset, int length) {
                return Flows.TEXT.text(key, offset, length);
            }
        };
        return new FlowCache(settings(capacity), new DecayClock(2), 0, budget, format, (source, totals) -> {});
    }

    /** Adds a sample to one cache by itself, to the other through its batch. */
    private static void addText(FlowCache byItself, FlowCache some, double seconds, int source, int key, double value) {
        byte[] bytes = Flows.bytes("eth.ip.".repeat(1 + key % 4) + key);
        long time = Flows.nanos(seconds);
        Contribution sample = byItself.newContribution()
                .source(source)
                .value(value)
                .weight(400)
                .time(time);
        sample.key(bytes, 0, bytes.length, Flows.hash(bytes));
        byItself.accept(sample);
        if (!some.add(source, bytes, bytes.length, Flows.hash(bytes), value, 400, time)) {
            some.accept(sample);
        }
    }

    @Test
    void whoeverLooksSeesAllSamples() {
        add(0, 1, 7, 10, 100);
        assertThat(some.top(0, 1)).isEqualTo(one.top(0, 1)).hasSize(1);
        add(0.5, 1, 7, 10, 100);
        assertThat(some.active(0.5).allLocations()).isEqualTo(one.active(0.5).allLocations());
        add(0.6, 1, 8, 30, 100);
        assertThat(some.cache.size()).isEqualTo(2);
        add(0.7, 1, 9, 30, 100);
        assertThat(some.cache.counts()).isEqualTo(one.cache.counts());
        add(0.8, 1, 9, 30, 100);
        Flows merged = new Flows(settings());
        merged.cache.merge(some.cache, source -> source);
        assertThat(merged.topKeys(0.8, 1)).isEqualTo(one.topKeys(0.8, 1));
    }

    @Test
    void onlyCachesThatHoldNothingButARateTakeBatches() {
        assertThat(new Flows(new FlowSettings(2, 2, false, false, 60, 40, ValueForm.AVERAGE, List.of())).cache.batch())
                .isNull();
        assertThat(new Flows(new FlowSettings(2, 2, true, false, 60, 40, ValueForm.RATE, List.of())).cache.batch())
                .isNull();
        assertThat(new Flows(new FlowSettings(2, 2, false, false, 60, 40, ValueForm.RATE, List.of(ValueForm.RATE)))
                        .cache.batch())
                .isNull();
    }
}
