package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;

/** One Weir relays to another over UDP, asked to do so over REST. */
class RelayTest {

    private static final int DATAGRAMS = 1_500;

    /**
     * Sends the first datagrams of the recorded fabric to one, each when it has the ones before.
     *
     * @param copied has them too before more are sent, so that no buffer can overflow
     */
    private static void sendTo(RunningProduct receiver, RunningProduct... copied) throws IOException {
        try (CaptureReader capture = CaptureReader.open(Path.of("..", "demo", "leafspine.pcap.gz"), 6343);
                DatagramSocket socket = new DatagramSocket()) {
            CapturedDatagram captured = new CapturedDatagram();
            for (int sent = 1; sent <= DATAGRAMS && capture.next(captured); sent++) {
                byte[] bytes =
                        Arrays.copyOfRange(captured.bytes(), captured.start(), captured.start() + captured.length());
                socket.send(new DatagramPacket(
                        bytes, bytes.length, InetAddress.getLoopbackAddress(), receiver.sflowPort()));
                if (sent % 100 == 0) {
                    await(receiver, "sFlowDatagramsReceived", sent);
                    for (RunningProduct copy : copied) {
                        await(copy, "sFlowDatagramsReceived", sent);
                    }
                }
            }
        }
    }

    private static void await(RunningProduct product, String figure, long value) {
        while (product.json("/analyzer/json").get(figure).asLong() < value) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void awaitApplied(RunningProduct product) {
        while (product.json("/analyzer/json")
                        .get("latency")
                        .get("applied")
                        .get("count")
                        .asLong()
                < DATAGRAMS) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static long sum(JsonNode agents, String figure) {
        return agents.propertyStream()
                .mapToLong(agent -> agent.getValue().get(figure).asLong())
                .sum();
    }

    @Test
    void secondEngineSeesWhatTheFirstSees() throws IOException {
        try (RunningProduct first = new RunningProduct(Map.of());
                RunningProduct second = new RunningProduct(Map.of())) {
            String to = "{\"address\":\"127.0.0.1\",\"port\":\"" + second.sflowPort() + "\"}";
            assertThat(first.send("PUT", "/forwarding/copy/json", to).statusCode())
                    .isEqualTo(204);
            assertThat(first.json("/forwarding/json").get("copy").get("port").asInt())
                    .isEqualTo(second.sflowPort());
            sendTo(first, second);
            // A datagram is counted after it was sent, and its samples after it was received.
            while (first.json("/analyzer/json").get("relay").get("relayed").asLong() < DATAGRAMS) {
                LockSupport.parkNanos(1_000_000);
            }
            awaitApplied(first);
            awaitApplied(second);
            JsonNode relay = first.json("/analyzer/json").get("relay");
            assertThat(relay.get("relayed").asLong()).isEqualTo(DATAGRAMS);
            assertThat(relay.get("relayDrops").asLong()).isZero();
            JsonNode copies = second.json("/agents/json");
            JsonNode originals = first.json("/agents/json");
            assertThat(copies.propertyNames()).isEqualTo(originals.propertyNames());
            for (String figure : new String[] {"sFlowFlowSamples", "sFlowCounterSamples", "sFlowDatagramsLost"}) {
                assertThat(sum(copies, figure)).as(figure).isEqualTo(sum(originals, figure));
            }
            assertThat(first.send("DELETE", "/forwarding/copy/json", "").statusCode())
                    .isEqualTo(204);
            assertThat(first.get("/forwarding/copy/json").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void tenantsEngineMissesNothingOfWhatItWasSent() throws IOException {
        try (RunningProduct first = new RunningProduct(Map.of());
                RunningProduct second = new RunningProduct(Map.of())) {
            String tenant = "{collectorAddress:'127.0.0.1',collectorPort:" + second.sflowPort()
                    + ",filters:{cidr:['0.0.0.0/1','::/0'],ifname:['10.255.0.11_swp1']}}";
            assertThat(first.send("PUT", "/tenant/t1/json", tenant).statusCode())
                    .isEqualTo(204);
            assertThat(first.json("/tenant/json").get("t1").asLong()).isZero();
            sendTo(first);
            awaitApplied(first);
            long sent = first.json("/tenant/json").get("t1").asLong();
            while (sent == 0 || flowAndCounterSamples(second) != sent) {
                sent = first.json("/tenant/json").get("t1").asLong();
            }
            JsonNode agents = second.json("/agents/json");
            assertThat(agents.size()).isPositive();
            for (String loss : new String[] {
                "sFlowDatagramsLost",
                "sFlowDatagramsOutOfOrder",
                "sFlowFlowLostSamples",
                "sFlowFlowDuplicateSamples",
                "sFlowFlowOutOfOrderSamples",
                "sFlowCounterLostSamples"
            }) {
                assertThat(sum(agents, loss)).as(loss).isZero();
            }
            assertThat(first.json("/tenant/t1/json")
                            .get("filters")
                            .get("cidr")
                            .get(0)
                            .asString())
                    .isEqualTo("0.0.0.0/1");
        }
    }

    private static long flowAndCounterSamples(RunningProduct product) {
        JsonNode analyzer = product.json("/analyzer/json");
        return analyzer.get("sFlowFlowSamples").asLong()
                + analyzer.get("sFlowCounterSamples").asLong();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{address:''}",
                "{address:'192.0.2.1',port:0}",
                "{address:'192.0.2.1',port:'x'}",
                "{address:'192.0.2.1',agents:'10.0.0.1'}",
                "{address:'192.0.2.1',agents:['leaf1']}",
                "[]"
            })
    void wrongForwardingIsRefused(String body) {
        try (RunningProduct product = new RunningProduct(Map.of())) {
            assertThat(product.send("PUT", "/forwarding/f/json", body).statusCode())
                    .isEqualTo(400);
            assertThat(product.json("/forwarding/json").size()).isZero();
        }
    }

    @Test
    void engineDoesNotSendToItself() {
        try (RunningProduct product = new RunningProduct(Map.of())) {
            String self = "{address:'127.0.0.1',collectorAddress:'127.0.0.1',port:" + product.sflowPort()
                    + ",collectorPort:" + product.sflowPort() + "}";
            assertThat(product.send("PUT", "/forwarding/f/json", self).body()).contains("is this engine");
            assertThat(product.send("PUT", "/tenant/t/json", self).statusCode()).isEqualTo(400);
            assertThat(product.send("PUT", "/tenant/t/json", "{filters:{}}").statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void replayForwardsNothing() {
        Path capture = Path.of("..", "demo", "leafspine.pcap.gz");
        try (RunningProduct replay =
                new RunningProduct(Map.of("sflow.file", capture.toString(), "sflow.file.hold", "yes"))) {
            for (String path : new String[] {"/forwarding/json", "/forwarding/f/json"}) {
                assertThat(replay.get(path).statusCode()).as(path).isEqualTo(503);
            }
            assertThat(replay.send("PUT", "/forwarding/f/json", "{address:'192.0.2.1'}")
                            .statusCode())
                    .isEqualTo(503);
            assertThat(replay.send("DELETE", "/forwarding/f/json", "").statusCode())
                    .isEqualTo(503);
            assertThat(replay.send("PUT", "/tenant/t/json", "{collectorAddress:'192.0.2.1'}")
                            .statusCode())
                    .isEqualTo(204);
        }
    }
}
