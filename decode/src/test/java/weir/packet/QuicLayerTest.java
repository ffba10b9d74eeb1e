package weir.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.packet.QuicLayer.PacketType;
import weir.testing.PacketBuilder;

/** QUIC packet types, from the first bytes of a UDP payload on port 443. */
class QuicLayerTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "C0 00000001 08, initial",
        "D0 00000001 08, 0rtt",
        "E0 00000001 08, handshake",
        "F0 00000001 08, retry",
        "D0 6B3343CF 08, initial",
        "C0 6B3343CF 08, retry",
        "C0 FF00001D 08, initial",
        "C0 1A2A3A4A 08, initial",
        "C3 51303530 50, initial",
        "80 00000000 08, version_negotiation",
        "40, short",
        "5C, short",
        "0D 0102030405060708 51303433 01, version",
        "0C 0102030405060708 01, regular",
        "0A 0102030405060708 01, reset",
        "0D 0102030405060708 00000000 01, ''",
        "80 00000001 08, ''",
        "C0 12345678 08, ''",
        "16 0303 00, ''",
    })
    void tellsPacketTypesApart(String head, String label) {
        byte[] bytes = HeaderScannerTest.udpTo(443).hex(head).zeros(30).build();
        PacketLayers layers = new HeaderScanner().scan(1, bytes, 0, bytes.length);
        int layer = layers.find(LayerType.QUIC, 0);
        PacketType type = layer < 0 ? PacketType.NONE : QuicLayer.packetType(layers, layer);
        assertThat(type.label()).isEqualTo(label);
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({"0", "1", "4"})
    void isSilentOnPayloadsTooShortToTell(int length) {
        byte[] bytes = new PacketBuilder()
                .raw(HeaderScannerTest.udpTo(443)
                        .hex("C0 00000001".replace(" ", "").substring(0, 2 * length))
                        .build())
                .build();
        assertThat(new HeaderScanner().scan(1, bytes, 0, bytes.length).find(LayerType.QUIC, 0))
                .isEqualTo(-1);
    }
}
