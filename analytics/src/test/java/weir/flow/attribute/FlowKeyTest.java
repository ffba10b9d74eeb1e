package weir.flow.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.testing.Allocation;

/** Every key of the table, on a sample that was encoded for it. */
class FlowKeyTest {

    static Stream<KeyCase> cases() {
        return Stream.concat(PacketCases.all().stream(), RecordCases.all().stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsEveryKey(KeyCase given) {
        Map<String, String> found = new LinkedHashMap<>();
        Sampling.view(
                given.datagram(),
                sample -> given.expected().keySet().forEach(key -> found.put(key, Sampling.text(sample, key))));
        assertThat(found).isEqualTo(given.expected());
    }

    @Test
    void everySourceOfEveryKeyIsReadBySomeCase() {
        Set<String> missing = new TreeSet<>();
        Sampling.TABLE
                .all()
                .forEach(key -> key.sources().forEach(source -> missing.add(key.name() + " " + source.place())));
        assertThat(missing).hasSizeGreaterThan(400);
        cases().forEach(given -> Sampling.view(given.datagram(), sample -> {
            for (FlowKey key : Sampling.TABLE.all()) {
                String expected = given.expected().getOrDefault(key.name(), "null");
                for (FlowKey.Source source : key.sources()) {
                    KeyValue value = new KeyValue();
                    boolean present = source.readers().getFirst().read(sample, value);
                    if (present && value.toString().equals(expected)) {
                        missing.remove(key.name() + " " + source.place());
                    }
                }
            }
        }));
        // These need routes; another test has them.
        RouteKeysTest.EXPECTED.keySet().forEach(key -> missing.remove(key + " sample"));
        assertThat(missing).isEmpty();
    }

    @Test
    void valuesFitTheFormatOfTheirKey() {
        cases().forEach(given -> Sampling.view(given.datagram(), sample -> {
            for (FlowKey key : Sampling.TABLE.all()) {
                KeyValue value = new KeyValue();
                if (key.reader(0, key.name()).read(sample, value)) {
                    assertThat(key.format().holds(value))
                            .as(key.name() + " " + value.format())
                            .isTrue();
                }
            }
        }));
    }

    @Test
    void whatASampleHasItMayHave() {
        cases().forEach(given -> Sampling.view(given.datagram(), sample -> {
            for (FlowKey key : Sampling.TABLE.all()) {
                for (int occurrence = 0; occurrence < 3; occurrence++) {
                    boolean present = key.reader(occurrence, key.name()).read(sample, new KeyValue());
                    assertThat(sample.mayHave(key.required(occurrence)) || !present)
                            .as(key.name())
                            .isTrue();
                }
            }
        }));
    }

    @Test
    void readingPacketsAllocatesNothing() {
        AttributeReader[] readers = Sampling.TABLE.all().stream()
                .map(key -> key.reader(0, key.name()))
                .toArray(AttributeReader[]::new);
        KeyValue value = new KeyValue();
        byte[][] datagrams = Stream.concat(PacketCases.all().stream(), RecordCases.all().stream())
                .map(given -> given.datagram().build())
                .toArray(byte[][]::new);
        Sampling sampling = new Sampling(sample -> {
            for (AttributeReader reader : readers) {
                reader.read(sample, value);
            }
        });
        long allocated = Allocation.ofWarm(2000, () -> {
            for (byte[] datagram : datagrams) {
                sampling.datagram(datagram);
            }
        });
        assertThat(allocated).isZero();
    }
}
