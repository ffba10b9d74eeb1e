package weir.flow.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys put together straight from packets are the same words as those written one value after the other. */
class LayerFieldsTest {

    private static final int START = 8;

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
            });
        }
        assertThat(compared).isGreaterThan(20);
    }

    private static List<FlowKey> keys(String... names) {
        return List.of(names).stream().map(Sampling.TABLE::key).toList();
    }

    private void compare(SampleContext sample, List<FlowKey> keys, int occurrence) {
        List<AttributeReader> readers =
                keys.stream().map(key -> key.reader(occurrence, key.name())).toList();
        LayerFields fields =
                LayerFields.of(readers, keys.stream().map(FlowKey::format).toList(), START);
        if (fields == null) {
            return;
        }
        long[] words = new long[fields.words()];
        if (!fields.pack(sample, words)) {
            return;
        }
        long[] expected = new long[fields.words()];
        KeyWords out = new KeyWords();
        out.start(expected);
        out.put(0, START);
        for (int i = 0; i < keys.size(); i++) {
            KeyValue value = new KeyValue();
            assertThat(readers.get(i).read(sample, value)).isTrue();
            keys.get(i).format().encode(value, out);
        }
        out.end();
        assertThat(words).as(keys + " of " + sample.generation()).isEqualTo(expected);
        compared++;
    }
}
