package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/** What an event rests on, in a replay whose senders reported what they sent, and live. */
class EvidenceTest {

    private static final String FLOW = "{keys:'ipdestination,udpsourceport',value:'frames'}";

    private record Captured(long seconds, int nanos, long length, byte[] bytes) {}

    private static List<Captured> captured(RunningProduct product, String path) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + product.httpPort() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("application/vnd.tcpdump.pcap");
            ByteBuffer in = ByteBuffer.wrap(answer.body());
            assertThat(in.getInt()).isEqualTo(0xA1B23C4D);
            in.position(20);
            assertThat(in.getInt()).isEqualTo(1);
            List<Captured> packets = new ArrayList<>();
            while (in.hasRemaining()) {
                int seconds = in.getInt();
                int nanos = in.getInt();
                byte[] bytes = new byte[in.getInt()];
                int length = in.getInt();
                in.get(bytes);
                packets.add(new Captured(seconds, nanos, length, bytes));
            }
            return packets;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode evidence(RunningProduct product, int event) {
        String path = "/events/" + event + "/evidence/json";
        BgpRouter.await("evidence", () -> product.get(path).statusCode() == 200);
        return product.json(path);
    }

    @Test
    void ofAFlowInAReplay() {
        try (RunningProduct product = new RunningProduct(Map.of(
                "sflow.file",
                Path.of("..", "demo", "leafspine.pcap.gz").toString(),
                "sflow.file.speed",
                "max",
                "sflow.file.loop",
                "no",
                "sflow.file.hold",
                "yes"))) {
            product.send("PUT", "/flow/udp/json", FLOW);
            product.send("PUT", "/threshold/flood/json", "{metric:'udp',value:700,byFlow:true,timeout:60}");
            product.send("PUT", "/replay/json", "{\"state\":\"running\"}");
            product.awaitReplay("ended");
            JsonNode events = product.json("/events/json?thresholdID=flood");
            JsonNode event = events.valueStream()
                    .filter(each -> each.path("flowKey").asString().equals("10.2.1.10,53"))
                    .findFirst()
                    .orElseThrow();
            JsonNode evidence = evidence(product, event.path("eventID").asInt());
            assertThat(evidence.path("complete").asBoolean()).isTrue();
            assertThat(evidence.path("value").asDouble())
                    .isEqualTo(event.path("value").asDouble());
            assertThat(evidence.path("error").asDouble())
                    .isEqualTo(event.path("error").asDouble());
            int samples = evidence.path("samples").asInt();
            assertThat(samples).isPositive();
            assertThat(evidence.path("bytes").asDouble()
                            / evidence.path("frames").asDouble())
                    .isCloseTo(526, within(0.001));
            assertThat(evidence.path("sources").get(0).path("address").asString())
                    .isEqualTo("10.1.1.10");
            assertThat(evidence.path("destinations").get(0).path("address").asString())
                    .isEqualTo("10.2.1.10");
            assertThat(evidence.path("ports").get(0).path("port").asInt()).isEqualTo(53);
            assertThat(evidence.path("protocols").get(0).path("share").asDouble())
                    .isEqualTo(1);
            assertThat(evidence.has("chain")).isFalse();
            List<Captured> packets =
                    captured(product, "/events/" + event.path("eventID").asInt() + "/pcap");
            assertThat(packets).hasSize(Math.min(100, samples));
            for (Captured packet : packets) {
                assertThat(packet.length()).isEqualTo(526);
                assertThat(ByteBuffer.wrap(packet.bytes()).getShort(34)).isEqualTo((short) 53);
                assertThat(packet.seconds() * 1000 + packet.nanos() / 1_000_000)
                        .isBetween(
                                evidence.path("since").asLong(),
                                evidence.path("until").asLong());
            }
        }
    }

    @Test
    void liveWithTheTimeOfEachStage() throws IOException {
        byte[] packet = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "192.0.2.7", "10.2.1.10")
                .udp(53, 4000)
                .zeros(60)
                .build();
        byte[] datagram = new DatagramBuilder()
                .agent("10.9.9.9")
                .flow(sample ->
                        sample.source(0, 3).sequence(1).rate(1000).input(3).header(500, packet))
                .build();
        try (RunningProduct product = new RunningProduct(Map.of());
                DatagramSocket socket = new DatagramSocket()) {
            product.send("PUT", "/flow/udp/json", FLOW);
            product.send("PUT", "/threshold/flood/json", "{metric:'udp',value:100,byFlow:true}");
            socket.send(new DatagramPacket(
                    datagram, datagram.length, InetAddress.getLoopbackAddress(), product.sflowPort()));
            JsonNode evidence = evidence(product, 0);
            assertThat(evidence.path("samples").asInt()).isEqualTo(1);
            assertThat(evidence.path("frames").asInt()).isEqualTo(1000);
            assertThat(evidence.path("bytes").asInt()).isEqualTo(500_000);
            assertThat(product.get("/prometheus/analyzer/txt").body().lines())
                    .contains(
                            "sflow_analyzer_latency_seconds_bucket{stage=\"applied\",le=\"+Inf\"} 1",
                            "sflow_analyzer_latency_seconds_bucket{stage=\"event\",le=\"5\"} 1",
                            "sflow_analyzer_latency_seconds_count{stage=\"event\"} 1");
            JsonNode chain = evidence.path("chain");
            long first = chain.path("firstSample").asLong();
            assertThat(chain.path("reached").asLong()).isEqualTo(first);
            assertThat(chain.path("detected").asDouble()).isGreaterThanOrEqualTo(first);
            assertThat(chain.path("logged").asDouble())
                    .isGreaterThanOrEqualTo(chain.path("detected").asDouble());
            List<Captured> packets = captured(product, "/events/0/pcap");
            assertThat(packets).hasSize(1);
            assertThat(packets.getFirst().bytes()).isEqualTo(packet);
            assertThat(packets.getFirst().length()).isEqualTo(500);
            assertThat(product.get("/events/1/evidence/json").statusCode()).isEqualTo(404);
            assertThat(product.get("/events/x/pcap").statusCode()).isEqualTo(400);
        }
    }
}
