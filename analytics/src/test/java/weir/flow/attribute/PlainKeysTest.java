package weir.flow.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.packet.LayerType;
import weir.packet.PacketLayers;
import weir.testing.DatagramBuilder;

/** Keys put together straight from packets are the same words as those written one value after the other. */
class PlainKeysTest {

    private int compared;

    @Test
    void everyPlainFieldIsTheWordsOfItsValue() {
        for (KeyCase given : PacketCases.all()) {
            Sampling.view(given.datagram(), sample -> {
                for (FlowKey key : Sampling.TABLE.all()) {
                    compare(sample, List.of(key), 0);
                    compare(sample, List.of(key), 1);
                }
            });
        }
        assertThat(compared).isGreaterThan(500);
    }

    @Test
    void severalFieldsFollowEachOtherOverTheEndOfAWord() {
        for (KeyCase given : PacketCases.all()) {
            Sampling.view(given.datagram(), sample -> {
                compare(sample, keys("macsource", "macdestination", "ethernetprotocol", "ipsource", "ipttl"), 0);
                compare(sample, keys("ipsource", "ipdestination", "tcpsourceport", "tcpdestinationport"), 0);
                compare(sample, keys("ip6source", "ip6destination", "udpsourceport", "macsource"), 0);
                compare(sample, keys("inputifindex", "ethernetprotocol", "outputifindex", "ipttl"), 0);
            });
        }
        assertThat(compared).isGreaterThan(20);
    }

    @Test
    void shapesHaveRoomForTheTypesOfLayers() {
        assertThat(LayerType.values())
                .as("one more than the ordinal has six bits")
                .hasSizeLessThan(64);
    }

    @Test
    void oneObjectReadsHeadersOfAllShapesCutAnywhere() {
        List<List<FlowKey>> definitions = List.of(
                keys("macsource", "macdestination", "ethernetprotocol"),
                keys("vlan", "ipsource", "ipdestination", "ipttl"),
                keys("ipsource", "ipdestination", "tcpsourceport", "tcpdestinationport"),
                keys("ipdestination", "udpsourceport"),
                keys("ip6source", "ip6destination"));
        int packets = 0;
        for (int occurrence = 0; occurrence < 2; occurrence++) {
            for (List<FlowKey> keys : definitions) {
                PlainKeys fields = fields(keys, occurrence);
                if (fields == null) {
                    continue;
                }
                int nth = occurrence;
                for (KeyCase given : PacketCases.all()) {
                    for (DatagramBuilder cut : TruncationTest.cuts(given)) {
                        Sampling.view(cut, sample -> compare(sample, keys, nth, fields));
                        packets++;
                    }
                }
            }
        }
        assertThat(packets).isGreaterThan(10_000);
        assertThat(compared).isGreaterThan(1000);
    }

    private static List<FlowKey> keys(String... names) {
        return List.of(names).stream().map(Sampling.TABLE::key).toList();
    }

    private static @Nullable PlainKeys fields(List<FlowKey> keys, int occurrence) {
        return PlainKeys.of(
                readers(keys, occurrence), keys.stream().map(FlowKey::format).toList());
    }

    private static List<AttributeReader> readers(List<FlowKey> keys, int occurrence) {
        return keys.stream().map(key -> key.reader(occurrence, key.name())).toList();
    }

    private void compare(SampleContext sample, List<FlowKey> keys, int occurrence) {
        PlainKeys fields = fields(keys, occurrence);
        if (fields != null) {
            compare(sample, keys, occurrence, fields);
        }
    }

    private void compare(SampleContext sample, List<FlowKey> keys, int occurrence, PlainKeys fields) {
        if (sample.kind() != SampleContext.Kind.FLOW) {
            return;
        }
        long[] words = new long[fields.words()];
        List<AttributeReader> readers = readers(keys, occurrence);
        boolean all = readers.stream().allMatch(reader -> reader.read(sample, new KeyValue()));
        PacketLayers layers = sample.layers();
        int[] located = fields.locate(layers);
        if (layers.shape() == PacketLayers.NO_SHAPE) {
            return;
        }
        if (located == null) {
            assertThat(all && keys.stream().allMatch(key -> key.sources().size() == 1))
                    .as(keys + " are all there")
                    .isFalse();
            return;
        }
        boolean reaches = IntStream.of(located).allMatch(end -> end <= layers.innermostLimit() - layers.from());
        if (layers.from() < Long.BYTES || !reaches) {
            return;
        }
        long hash = fields.pack(sample, located, 0, words, 0);
        long[] expected = new long[fields.words()];
        KeyWords out = new KeyWords();
        out.start(expected, 0);
        for (int i = 0; i < keys.size(); i++) {
            KeyValue value = new KeyValue();
            assertThat(readers.get(i).read(sample, value)).isTrue();
            keys.get(i).format().encode(value, out);
        }
        out.end();
        assertThat(words).as(keys + " of " + sample.generation()).isEqualTo(expected);
        assertThat(hash).isEqualTo(out.hash()).isEqualTo(KeyWords.hash(words, 0, words.length));
        compared++;
    }
}
