package weir.flow.key;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.flow.key.Evaluation.definition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import weir.flow.key.Measured.Count;
import weir.net.IpAddress;
import weir.testing.SharedData;

/** Flows of our own recordings: applications, custom flows and tunnels, against what is known of them. */
class TestbedFlowsTest {

    private static final String APPLICATION = "testbed-app.pcap";

    private static Count count(String value) {
        return Count.of(Double.parseDouble(value));
    }

    @Test
    void operationsOfAnApplicationAreThoseThatSflowtoolReads() throws IOException {
        Map<String, Count> expected = new TreeMap<>();
        Map<String, Count> sockets = new TreeMap<>();
        GoldenFlows.each("testbed-app", (agent, sample) -> {
            if (sample.get("sampleType_tag").asString().equals("0:3")) {
                List<String> key = new ArrayList<>(
                        List.of(agent, sample.get("sourceId").asString().replace(':', '.')));
                for (String field : List.of(
                        "application",
                        "operation",
                        "attributes",
                        "status",
                        "status_descr",
                        "request_bytes",
                        "response_bytes",
                        "server_context_application",
                        "server_context_operation",
                        "server_context_attributes",
                        "actor_initiator",
                        "actor_target")) {
                    key.add(GoldenFlows.field(sample, field));
                }
                expected.merge(String.join("|", key), count(GoldenFlows.field(sample, "duration_uS")), Count::plus);
                sockets.merge(socket(sample), Count.of(1), Count::plus);
            }
        });
        assertThat(expected).hasSizeGreaterThan(100);
        String keys = "agent,ds,appname,appoperation,appattributes,appstatus,appstatusdescr,reqbytes,respbytes,"
                + "appctxname,appctxoperation,appctxattributes,appinitiator,apptarget";
        assertThat(Measured.flows(APPLICATION, definition("value", "duration", "keys", keys, "fs", "|")))
                .isEqualTo(expected);
        assertThat(Measured.flows(
                        APPLICATION,
                        definition(
                                "value",
                                "requests",
                                "keys",
                                "protocol,or:serveraddress:serveraddress6,or:clientaddress:clientaddress6,serverport,"
                                        + "clientport")))
                .isEqualTo(sockets);
    }

    private static String socket(JsonNode sample) {
        String kind = GoldenFlows.field(sample, "socket4_local_ip").equals("null") ? "socket6_" : "socket4_";
        return String.join(
                ",",
                GoldenFlows.field(sample, kind + "ip_protocol"),
                IpAddress.parse(GoldenFlows.field(sample, kind + "local_ip"))
                        .orElseThrow()
                        .toString(),
                IpAddress.parse(GoldenFlows.field(sample, kind + "remote_ip"))
                        .orElseThrow()
                        .toString(),
                GoldenFlows.field(sample, kind + "local_port"),
                GoldenFlows.field(sample, kind + "remote_port"));
    }

    @Test
    void countsOfOperationsByStatusAddUpToTheMessagesSent() throws IOException {
        JsonNode truth = new ObjectMapper()
                .readTree(SharedData.path("testbed-app.truth.json").toFile())
                .get("messages_sent_to_agent");
        List<Map<String, Count>> found = Measured.flows(
                APPLICATION,
                List.of(
                        definition("value", "requests", "keys", "appstatus"),
                        definition("value", "requests", "keys", "ds", "filter", "label!=null"),
                        definition("value", "frames")));
        double operations =
                found.get(0).values().stream().mapToDouble(Count::samples).sum();
        assertThat(operations).isEqualTo(truth.get("flow_sample").asInt());
        assertThat(found.get(0)).containsOnlyKeys("SUCCESS", "TIMEOUT", "NOT_FOUND");
        int customFlows = truth.get("rtflow").asInt();
        assertThat(found.get(1)).isEqualTo(Map.of("probe1", new Count(customFlows, customFlows * 10)));
        assertThat(found.get(2)).isEmpty();
    }

    @Test
    void fieldsOfCustomFlowsAreThoseThatSflowtoolReads() throws IOException {
        Map<String, Count> expected = new TreeMap<>();
        GoldenFlows.each("testbed-app", (agent, sample) -> {
            if (sample.get("sampleType_tag").asString().equals("4300:1003")) {
                String key = String.join(
                        ",",
                        agent,
                        sample.get("rtflow_datasource_name").asString(),
                        sample.get("rtflow_sampling_rate").asString() + ".0",
                        sample.get("rtflow_string_label").asString(),
                        sample.get("rtflow_mac_srcmac").asString().toUpperCase(Locale.ROOT),
                        sample.get("rtflow_ip_ip").asString(),
                        IpAddress.parse(sample.get("rtflow_ip6_ip6").asString())
                                .orElseThrow()
                                .toString(),
                        sample.get("rtflow_int32_i32").asString(),
                        sample.get("rtflow_int64_i64").asString());
                double floating =
                        Double.parseDouble(sample.get("rtflow_float_f").asString());
                expected.merge(key, new Count(1, floating * 10), Count::plus);
            }
        });
        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(Measured.flows(
                        APPLICATION,
                        definition("value", "f", "keys", "agent,ds,samplingrate,label,srcmac,ip,ip6,i32,i64")))
                .isEqualTo(expected);
    }

    @Test
    void flowsInTunnelsHaveTheSamplesAndBytesOfTheIndependentCount() throws IOException {
        JsonNode truth = new ObjectMapper()
                .readTree(SharedData.path("testbed-tunnels.truth.json").toFile());
        List<FlowDefinition> definitions = new ArrayList<>();
        List<Map<String, Count>> expected = new ArrayList<>();
        for (JsonNode flow : truth.get("flows")) {
            boolean v6 = flow.get("src").asString().contains(":");
            String family = v6 ? "ip6" : "ip";
            String transport = flow.get("protocol").asString().toLowerCase(Locale.ROOT);
            String encapsulation =
                    flow.get("reference_estimate").get(0).get("encapsulation").asString();
            // Ports of the innermost header; with them the tool's own connections stay out.
            String ports = "&or:UDPsourceport.1:UDPsourceport="
                    + flow.get("src_ports").get(0).asString() + "&or:UDPdestinationport.1:UDPdestinationport="
                    + flow.get("dst_port").asString();
            definitions.add(definition(
                    "value",
                    "bytes",
                    "keys",
                    "agent,ds,null:direction:?,or:FAMsource.1:FAMsource,or:FAMdestination.1:FAMdestination"
                            .replace("FAM", family),
                    "filter",
                    filter(encapsulation) + ports.replace("UDP", transport)));
            expected.add(estimates(flow));
        }
        assertThat(definitions).hasSize(10);
        assertThat(Measured.flows("testbed-tunnels.pcap", definitions)).isEqualTo(expected);
    }

    private static Map<String, Count> estimates(JsonNode flow) {
        Map<String, Count> counts = new TreeMap<>();
        for (JsonNode place : flow.get("reference_estimate")) {
            String direction = place.get("direction").asString();
            String key = String.join(
                    ",",
                    place.get("agent").asString(),
                    place.get("datasource").asString(),
                    direction.equals("in") ? "ingress" : direction.equals("out") ? "egress" : direction,
                    flow.get("src").asString(),
                    flow.get("dst").asString());
            counts.put(
                    key,
                    new Count(
                            place.get("samples").asInt(),
                            place.get("estimated_bytes").asDouble()));
        }
        return counts;
    }

    private static String filter(String encapsulation) {
        return switch (encapsulation) {
            case "gre77" -> "grevsid=0&greflowid=77";
            case "geneve6001" -> "genevevni=6001";
            case "vlan100" -> "vlan=100&priority=3";
            case "vlan300/vlan200" -> "vlan=300&vlan.1=200";
            case "mpls24001/mpls16016" -> "mplslabels=24001-16016";
            default -> "vxlanvni=" + encapsulation.replaceFirst("vxlan", "");
        };
    }
}
