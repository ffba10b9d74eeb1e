package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of a flow cache, held by random samples of every form of value. */
class FlowCacheLawsTest {

    private static final List<ValueForm> EVERY_FORM = List.of(ValueForm.values());

    /** Every form of value, with fixed seeds. */
    static Stream<Arguments> settings() {
        return EVERY_FORM.stream()
                .flatMap(form -> Stream.of(1L, 2L, 3L)
                        .map(seed ->
                                Arguments.of(FlowSettings.rates().withT(2.5).measuring(form, EVERY_FORM), seed)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void splitAndMergeEqualsWhole(FlowSettings settings, long seed) {
        var samples = new RandomSamples(seed, 3000, 60);
        var whole = new Flows(settings);
        List<Flows> parts = parts(settings);
        var random = new SplittableRandom(seed);
        samples.forEach(sample -> {
            sample.addTo(whole);
            sample.addTo(parts.get(random.nextInt(3)));
        });
        Flows merged = merged(settings, parts.get(0), parts.get(1), parts.get(2));

        assertSame(merged, whole, samples.end());
        assertSame(merged, whole, samples.end() + 1);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void mergingIsCommutativeToTheBit(FlowSettings settings, long seed) {
        List<Flows> parts = filled(settings, seed, 4000, 400);

        Flows one = merged(settings, parts.get(0), parts.get(1));
        Flows other = merged(settings, parts.get(1), parts.get(0));
        assertThat(one.cache.toBytes()).isEqualTo(other.cache.toBytes());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void mergingIsCommutativeToTheBitWithEviction(FlowSettings settings, long seed) {
        List<Flows> parts = filled(settings.withCapacity(50), seed, 4000, 400);

        Flows one = merged(settings.withCapacity(50), parts.get(0), parts.get(1));
        Flows other = merged(settings.withCapacity(50), parts.get(1), parts.get(0));
        assertThat(one.cache.size(1)).isEqualTo(50);
        assertThat(one.cache.toBytes()).isEqualTo(other.cache.toBytes());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void mergingIsAssociative(FlowSettings settings, long seed) {
        List<Flows> parts = filled(settings, seed, 3000, 60);
        Flows left = merged(settings, merged(settings, parts.get(0), parts.get(1)), parts.get(2));
        Flows right = merged(settings, parts.get(0), merged(settings, parts.get(1), parts.get(2)));

        assertSame(left, right, 120);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void mergingChangesOnlyTheCacheItIsDoneTo(FlowSettings settings, long seed) {
        List<Flows> parts = filled(settings, seed, 1000, 60);
        byte[] before = parts.get(1).cache.toBytes();
        merged(settings, parts.get(0), parts.get(1));

        assertThat(parts.get(1).cache.toBytes()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void readingChangesNothing(FlowSettings settings, long seed) {
        var samples = new RandomSamples(seed, 2000, 60);
        var read = new Flows(settings.withCapacity(50));
        var left = new Flows(settings.withCapacity(50));
        var random = new SplittableRandom(seed);
        samples.forEach(sample -> {
            sample.addTo(read);
            sample.addTo(left);
            if (random.nextInt(10) == 0) {
                double at = sample.seconds() + random.nextInt(3) * 1000.0 - 1000;
                read.top(at, sample.source());
                read.cache.at(Flows.nanos(at)).largest(sample.source());
                read.active(at).top(AggMode.SUM, 10, 0, FlowFilter.ALL);
                read.value(at, sample.source(), sample.key());
                read.cache.toBytes();
            }
        });

        assertThat(read.cache.toBytes()).isEqualTo(left.cache.toBytes());
        assertThat(read.top(samples.end(), 1)).isEqualTo(left.top(samples.end(), 1));
        assertThat(read.cache.at(Flows.nanos(samples.end())).largest(1))
                .isEqualTo(left.cache.at(Flows.nanos(samples.end())).largest(1));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void answersDoNotDependOnHowDataSourcesAreSpreadOverCaches(FlowSettings settings, long seed) {
        var samples = new RandomSamples(seed, 6000, 400);
        var together = new Flows(settings.withCapacity(50));
        List<Flows> spread = parts(settings.withCapacity(50));
        samples.forEach(sample -> {
            sample.addTo(together);
            sample.addTo(spread.get(sample.source() % 3));
        });

        double end = samples.end();
        for (int source = 0; source < RandomSamples.SOURCES; source++) {
            assertThat(spread.get(source % 3).top(end, source)).isEqualTo(together.top(end, source));
        }
        for (AggMode mode : AggMode.values()) {
            ActiveFlows merged = spread.get(2)
                    .active(end)
                    .merge(spread.get(0).active(end).merge(spread.get(1).active(end)));
            assertThat(merged.top(mode, 1000, 0, FlowFilter.ALL))
                    .isEqualTo(together.active(end).top(mode, 1000, 0, FlowFilter.ALL));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void valuesAreTheSameToTheBitWhenCachesTurnOneAfterAnother(FlowSettings settings, long seed) {
        // Several epochs, which last 18 s with this smoothing time.
        FlowSettings brisk = settings.withT(0.1).withCapacity(50);
        List<Flows> places = List.of(new Flows(brisk, 0), new Flows(brisk, 1), new Flows(brisk, DecayClock.PLACES - 1));
        new RandomSamples(seed, 6000, 400).forEach(sample -> {
            places.forEach(sample::addTo);
            List<List<?>> answers = places.stream()
                    .<List<?>>map(flows -> valuesAt(flows, sample))
                    .toList();
            assertThat(answers.get(1)).isEqualTo(answers.getFirst());
            assertThat(answers.get(2)).isEqualTo(answers.getFirst());
        });
    }

    private static List<?> valuesAt(Flows flows, RandomSamples.Sample sample) {
        return flows.top(sample.seconds(), sample.source()).stream()
                .map(flow -> List.of(flow.key().text(), flow.value(), flow.values(), flow.lastUpdate()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void bytesReadAreTheCacheWritten(FlowSettings settings, long seed) {
        var samples = new RandomSamples(seed, 3000, 400);
        FlowSettings logged = settings.withCapacity(50).logging(30);
        var written = new Flows(logged);
        samples.forEach(sample -> sample.addTo(written));
        var read = new Flows(logged);
        read.cache.readBytes(written.cache.toBytes());

        assertThat(read.cache.toBytes()).isEqualTo(written.cache.toBytes());
        written.records.clear();
        samples.forEach(sample -> {
            sample.later(samples.end()).addTo(written);
            sample.later(samples.end()).addTo(read);
        });
        assertThat(read.cache.toBytes()).isEqualTo(written.cache.toBytes());
        assertThat(read.top(200, 1)).isEqualTo(written.top(200, 1));
        assertThat(read.records).hasSizeGreaterThan(100).containsExactlyInAnyOrderElementsOf(written.records);
    }

    @Test
    void anEmptyCacheReadFromBytesMeasuresAsANewOne() {
        FlowSettings brisk = FlowSettings.rates().withT(0.1);
        var fresh = new Flows(brisk);
        var read = new Flows(brisk);
        read.cache.readBytes(fresh.cache.toBytes());
        // Seconds after the epoch of time, where an empty cache's epoch would have its turn if it were a number like
        // others.
        for (double seconds : new double[] {5 - Flows.START, 100 - Flows.START, 0}) {
            fresh.add(seconds, 1, "a", 100);
            read.add(seconds, 1, "a", 100);
            assertThat(read.value(seconds, 1, "a"))
                    .isEqualTo(fresh.value(seconds, 1, "a"))
                    .isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void epochsThatTimeDoesNotHaveAreRefused(FlowSettings settings, long seed) {
        byte[] bytes = filled(settings, seed, 100, 20).getFirst().cache.toBytes();
        for (long epoch :
                new long[] {Long.MAX_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE / 1000, Long.MIN_VALUE / 1000}) {
            ByteBuffer.wrap(bytes).putLong(2 * Integer.BYTES, epoch);
            assertThatThrownBy(() -> new Flows(settings).cache.readBytes(bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("epoch");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void damagedBytesAreRefused(FlowSettings settings, long seed) {
        Flows written = filled(settings, seed, 300, 20).getFirst();
        byte[] bytes = written.cache.toBytes();
        for (int length = 0; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> new Flows(settings).cache.readBytes(cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            readOrRefuse(settings, damaged);
        }
        assertThatThrownBy(() -> new Flows(settings.withT(3)).cache.readBytes(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("settings");
    }

    private static void readOrRefuse(FlowSettings settings, byte[] damaged) {
        var read = new Flows(settings);
        try {
            read.cache.readBytes(damaged);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("not the bytes of a flow cache");
            return;
        }
        // Whatever was read can be used.
        read.top(1, 1);
        read.active(1).top(AggMode.SUM, 10, 0, FlowFilter.ALL);
        read.add(100, 1, "new", 1, 1, 1, 1, 1, 1);
        read.cache.toBytes();
    }

    private static List<Flows> parts(FlowSettings settings) {
        return List.of(new Flows(settings), new Flows(settings), new Flows(settings));
    }

    /** Three caches with samples of the same data sources. */
    private static List<Flows> filled(FlowSettings settings, long seed, int count, int keys) {
        List<Flows> parts = parts(settings);
        var random = new SplittableRandom(seed);
        new RandomSamples(seed, count, keys).forEach(sample -> sample.addTo(parts.get(random.nextInt(3))));
        return parts;
    }

    private static Flows merged(FlowSettings settings, Flows... parts) {
        var merged = new Flows(settings);
        for (Flows part : parts) {
            merged.cache.merge(part.cache, IntUnaryOperator.identity());
        }
        return merged;
    }

    private static void assertSame(Flows one, Flows other, double seconds) {
        assertThat(one.cache.size()).isEqualTo(other.cache.size()).isPositive();
        List<FlowLocation> everywhere = one.active(seconds).allLocations();
        List<FlowLocation> expected = other.active(seconds).allLocations();
        assertThat(everywhere).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            FlowLocation location = everywhere.get(i);
            assertThat(location.key().text()).isEqualTo(expected.get(i).key().text());
            assertThat(location.source()).isEqualTo(expected.get(i).source());
            assertRounded(List.of(location.value()), List.of(expected.get(i).value()));
        }
        for (int source = 0; source < RandomSamples.SOURCES; source++) {
            assertSameFlows(one.top(seconds, source), other.top(seconds, source));
        }
    }

    private static void assertSameFlows(List<TopFlow> flows, List<TopFlow> expected) {
        assertThat(flows).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            TopFlow flow = flows.get(i);
            TopFlow other = expected.get(i);
            assertThat(flow.key().text()).isEqualTo(other.key().text());
            assertThat(flow.lastUpdate()).isEqualTo(other.lastUpdate());
            assertRounded(List.of(flow.value()), List.of(other.value()));
            assertRounded(flow.values(), other.values());
            assertRounded(quality(flow), quality(other));
        }
    }

    private static List<Double> quality(TopFlow flow) {
        return flow.estimate()
                .map(estimate -> List.of(estimate.samples(), estimate.error()))
                .orElse(List.of());
    }

    private static void assertRounded(List<Double> numbers, List<Double> expected) {
        assertThat(numbers)
                .usingElementComparator(RandomSamples::compareRounded)
                .isEqualTo(expected);
    }
}
