package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;

/** Datagrams over real sockets. */
class LiveInputTest {

    private static final int DATAGRAMS = 400;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void countsEveryDatagramSent(String address) throws IOException {
        try (Product product = Product.run()) {
            send(new InetSocketAddress(InetAddress.getByName(address), product.sflowPort()), product);
            JsonNode analyzer = product.json("/analyzer/json");
            assertThat(analyzer.path("sFlowDatagramsDiscarded").asLong(-1)).isZero();
            assertThat(analyzer.path("sFlowParseErrors").asLong(-1)).isZero();
            assertThat(product.json("/agents/json")).hasSize(8);
            assertThat(product.get("/replay/json").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void countsWhatIsNotSflow() throws IOException {
        try (Product product = Product.run();
                DatagramChannel channel = DatagramChannel.open()) {
            var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), product.sflowPort());
            channel.send(ByteBuffer.wrap(new byte[] {0, 0, 0, 5, 1, 2}), to);
            channel.send(ByteBuffer.wrap(new byte[64]), to);
            Await.until("both are received", () -> received(product) == 2);
            Await.until("both are counted", () -> {
                JsonNode analyzer = product.json("/analyzer/json");
                return analyzer.path("sFlowParseErrors").asLong() == 1
                        && analyzer.path("sFlowUnsupportedVersion").asLong() == 1;
            });
            assertThat(product.json("/agents/json")).isEmpty();
        }
    }

    /** Sends in bursts, each after the one before has been received, so that no buffer can overflow. */
    private static void send(InetSocketAddress to, Product product) throws IOException {
        try (DatagramChannel channel = DatagramChannel.open();
                CaptureReader capture = CaptureReader.open(Repository.root().resolve("demo/leafspine.pcap.gz"), 6343)) {
            var datagram = new CapturedDatagram();
            for (int sent = 1; sent <= DATAGRAMS && capture.next(datagram); sent++) {
                channel.send(ByteBuffer.wrap(datagram.bytes(), datagram.start(), datagram.length()), to);
                if (sent % 50 == 0) {
                    long expected = sent;
                    Await.until(expected + " are received", () -> received(product) == expected);
                }
            }
        }
    }

    private static long received(Product product) {
        return product.json("/analyzer/json").path("sFlowDatagramsReceived").asLong();
    }
}
