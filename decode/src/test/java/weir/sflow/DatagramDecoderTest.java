package weir.sflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import weir.testing.DatagramBuilder;

class DatagramDecoderTest {
    @Test
    void decodesDatagramOfIpv6Agent() {
        DecodeCounts counts = new DecodeCounts();
        byte[] bytes = new DatagramBuilder()
                .agent("fd00::1")
                .counters(s -> s.source(0, 1))
                .build();
        assertThat(new DatagramDecoder(StructureTable.standard(), counts)
                        .decode(bytes, 0, bytes.length, new SampleListener() {
                            @Override
                            public void onDatagram(DatagramHeader h) {
                                assertThat(h.agent().toString()).isEqualTo("fd00::1");
                            }
                        }))
                .isTrue();
        assertThat(counts.decoded(DecodeCounts.Decoded.COUNTER_SAMPLES)).isEqualTo(1);
    }
}
