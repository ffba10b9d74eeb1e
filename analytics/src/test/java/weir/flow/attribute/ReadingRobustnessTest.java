package weir.flow.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.testing.DatagramBuilder;

/** Reads all keys of damaged samples: whatever the bytes are, a key is there with a value of its format, or absent. */
class ReadingRobustnessTest {

    private static final int OCCURRENCES = 3;

    private int present;

    private final List<AttributeReader> readers = Sampling.TABLE.all().stream()
            .flatMap(key -> Stream.iterate(0, i -> i + 1).limit(OCCURRENCES).map(i -> key.reader(i, key.name())))
            .toList();
    private final List<KeyFormat> formats = Sampling.TABLE.all().stream()
            .flatMap(key -> Stream.generate(key::format).limit(OCCURRENCES))
            .toList();

    private void readAll(SampleContext sample) {
        KeyValue value = new KeyValue();
        TextBuffer text = new TextBuffer();
        for (int i = 0; i < readers.size(); i++) {
            if (readers.get(i).read(sample, value)) {
                present++;
                value.appendTo(text.clear());
                if (sample.kind() != SampleContext.Kind.CUSTOM) {
                    assertThat(formats.get(i).holds(value)).isTrue();
                }
                assertThat(new String(text.bytes(), 0, text.length(), java.nio.charset.StandardCharsets.UTF_8)
                                                .indexOf('\uFFFD')
                                        < 0
                                || value.format() == KeyFormat.TEXT)
                        .isTrue();
            }
        }
    }

    @Test
    void mutatedSamplesNeverThrow() {
        Random random = new Random(5);
        List<byte[]> datagrams =
                FlowKeyTest.cases().map(given -> given.datagram().build()).toList();
        Sampling sampling = new Sampling(this::readAll);
        for (int round = 0; round < 60; round++) {
            for (byte[] datagram : datagrams) {
                byte[] damaged = datagram.clone();
                for (int i = 0; i <= random.nextInt(6); i++) {
                    // The first 28 bytes are the datagram's head; damage there would only hide the rest.
                    int at = 28 + random.nextInt(damaged.length - 28);
                    damaged[at] = random.nextInt(4) == 0 ? (byte) 0xFF : (byte) random.nextInt(256);
                }
                sampling.datagram(damaged);
            }
        }
        assertThat(present).isGreaterThan(10_000);
    }

    @Test
    void randomHeadersOfEveryProtocolNeverThrow() {
        Random random = new Random(6);
        Sampling sampling = new Sampling(this::readAll);
        for (int round = 0; round < 5000; round++) {
            byte[] header = new byte[random.nextInt(160)];
            random.nextBytes(header);
            int protocol = random.nextInt(20);
            sampling.datagram(new DatagramBuilder()
                    .flow(s -> s.record(0, 1, r -> r.u32s(protocol, 1000, 4).opaque(header)))
                    .build());
        }
        assertThat(present).isGreaterThan(1000);
    }
}
