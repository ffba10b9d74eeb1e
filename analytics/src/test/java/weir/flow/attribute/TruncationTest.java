package weir.flow.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.packet.LayerType;
import weir.packet.PacketLayers;
import weir.sflow.FlowSample;
import weir.sflow.SampledHeader;
import weir.testing.DatagramBuilder;

/** Packets cut at every byte: keys that are complete are there, the rest is absent, nothing is different. */
class TruncationTest {

    private static final int SAMPLED_HEADER = 1;
    private static final Map<String, AttributeReader> READERS = readers();

    /** The sampled header of a case. */
    private record Header(long protocol, byte[] bytes) {}

    private static Map<String, AttributeReader> readers() {
        Map<String, AttributeReader> readers = new LinkedHashMap<>();
        for (FlowKey key : Sampling.TABLE.all()) {
            for (int i = 0; i < PacketLayers.MAX_OCCURRENCES; i++) {
                readers.put(i == 0 ? key.name() : key.name() + "." + i, key.reader(i, key.name()));
            }
        }
        return readers;
    }

    static List<KeyCase> packets() {
        return PacketCases.all();
    }

    @ParameterizedTest
    @MethodSource("packets")
    void aPacketCutAtAnyByteHasTheKeysThatAreCompleteAndNoOthers(KeyCase given) {
        Header whole = header(given);
        Map<String, String> keys = keys(whole, whole.bytes().length);
        Map<String, Integer> ends = ends(whole);
        assertThat(ends).isNotEmpty();
        for (int cut = 0; cut < whole.bytes().length; cut++) {
            Map<String, String> left = keys(whole, cut);
            String at = given.name() + " cut at " + cut + ": ";
            left.forEach((key, text) -> {
                String all = String.valueOf(keys.get(key));
                if (key.equals("stack") ? !all.startsWith(text) : !all.equals(text)) {
                    throw new AssertionError(at + key + " is " + text + ", in the whole packet " + all);
                }
            });
            int captured = cut;
            ends.forEach((key, end) -> {
                if (end <= captured && !left.containsKey(key)) {
                    throw new AssertionError(at + key + " is complete but absent");
                }
            });
        }
    }

    /** The packet of a case cut at every byte, and whole. */
    static List<DatagramBuilder> cuts(KeyCase given) {
        Header whole = header(given);
        return IntStream.rangeClosed(0, whole.bytes().length)
                .mapToObj(cut -> datagram(whole, cut))
                .toList();
    }

    private static Header header(KeyCase given) {
        Header[] header = new Header[1];
        SampledHeader packet = new SampledHeader(Sampling.TABLE.structures());
        Sampling.view(given.datagram(), sample -> {
            FlowSample flow = Objects.requireNonNull(sample.flow());
            assertThat(packet.find(flow)).isTrue();
            header[0] = new Header(packet.protocol(), Arrays.copyOfRange(flow.bytes(), packet.start(), packet.end()));
        });
        return header[0];
    }

    private static DatagramBuilder datagram(Header header, int captured) {
        byte[] bytes = Arrays.copyOf(header.bytes(), captured);
        return new DatagramBuilder()
                .expandedFlow(s -> s.record(
                        0,
                        SAMPLED_HEADER,
                        r -> r.u32s(header.protocol(), 1000, 4).opaque(bytes)));
    }

    /** All keys that are there, with their texts. */
    private static Map<String, String> keys(Header header, int captured) {
        Map<String, String> keys = new LinkedHashMap<>();
        KeyValue value = new KeyValue();
        Sampling.view(
                datagram(header, captured),
                sample -> READERS.forEach((name, reader) -> {
                    if (reader.read(sample, value)) {
                        keys.put(name, value.toString());
                    }
                }));
        return keys;
    }

    /** Bytes from which on a key that is a plain field must be there. QUIC can be told only when more is captured. */
    private static Map<String, Integer> ends(Header header) {
        Map<String, Integer> ends = new LinkedHashMap<>();
        Sampling.view(datagram(header, header.bytes().length), sample -> {
            PacketLayers layers = sample.layers();
            for (FlowKey key : Sampling.TABLE.all()) {
                for (FlowKey.Source source : key.sources()) {
                    for (AttributeReader reader : source.readers()) {
                        int layer = reader instanceof LayerField field && field.layer() != LayerType.QUIC
                                ? layers.find(field.layer(), field.occurrence())
                                : -1;
                        if (layer >= 0 && reader.read(sample, new KeyValue())) {
                            LayerField field = (LayerField) reader;
                            String name = field.occurrence() == 0 ? key.name() : key.name() + "." + field.occurrence();
                            int end = layers.start(layer) - layers.from() + field.offset() + field.width();
                            ends.merge(name, end, Math::min);
                        }
                    }
                }
            }
        });
        return ends;
    }
}
