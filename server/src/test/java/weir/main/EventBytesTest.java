package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * With definitions made while a replay is held, the lists of events and of flow records are the same bytes in all runs,
 * however fast they are and however many shards they have.
 *
 * <p>{@code mvn test -Devents.runs=20 -Devents.speeds=1,50} takes more runs and other speeds, for those who have the time.
 */
class EventBytesTest {

    private static final int RUNS = Integer.getInteger("events.runs", 8);
    private static final int[] WORKERS = {1, 2, 4};
    private static final List<String> SPEEDS = List.of(System.getProperty(
                    "events.speeds", "max,1000,max,200,max,max,50,max,1000,max,max,500,max,max,max,200,max,max,max")
            .split(","));

    private static final String TOPOLOGY = """
            {links:{
            L1:{node1:'leaf1',port1:'swp3',node2:'spine1',port2:'swp1'},
            L2:{node1:'leaf1',port1:'swp4',node2:'spine2',port2:'swp1'},
            L3:{node1:'leaf2',port1:'swp3',node2:'spine1',port2:'swp2'},
            L4:{node1:'leaf2',port1:'swp4',node2:'spine2',port2:'swp2'}}}""";

    private static final Map<String, String> DEFINITIONS = Map.of(
            "/group/hosts/json",
            "{one:['10.1.0.0/16'],two:['10.2.0.0/16']}",
            "/flow/pair/json",
            "{keys:'ipsource,ipdestination',value:'bytes',values:'frames,avg:bytes',log:true,activeTimeout:30}",
            "/flow/agents/json",
            "{keys:'group:ipsource:hosts',value:'bytes',aggMode:'AGENT',t:5}",
            "/flow/network/json",
            "{keys:'ipsource,ipdestination',value:'bytes',aggMode:'EDGE'}",
            "/threshold/elephant/json",
            "{metric:'pair',value:125000,byFlow:true,timeout:1}",
            "/threshold/agent/json",
            "{metric:'agents',value:100000,byFlow:true,timeout:2}",
            "/threshold/whole/json",
            "{metric:'network',value:150000,byFlow:true,timeout:1}",
            "/threshold/busy/json",
            "{metric:'ifinoctets',value:10000,timeout:20,filter:{host_name:['leaf*','spine1']}}");

    private record Lists(String events, String flows) {}

    private static Lists run(String speed, int workers) {
        Map<String, String> settings = Map.of(
                "sflow.file", "../demo/leafspine.pcap.gz",
                "sflow.file.speed", speed,
                "sflow.file.loop", "no",
                "sflow.file.hold", "yes",
                "workers.number", String.valueOf(workers),
                "events.max", "100000",
                "flows.max", "100000");
        try (RunningProduct product = new RunningProduct(settings)) {
            put(product, "/topology/json", TOPOLOGY);
            DEFINITIONS.forEach((path, body) -> put(product, path, body));
            put(product, "/replay/json", "{state:'running'}");
            product.awaitReplay("ended");
            return new Lists(
                    product.get("/events/json?maxEvents=100000").body(),
                    product.get("/flows/json?maxFlows=100000").body());
        }
    }

    private static void put(RunningProduct product, String path, String body) {
        assertThat(product.send("PUT", path, body).statusCode()).as(path).isEqualTo(204);
    }

    @Test
    void allRunsAnswerTheSameBytes() {
        Lists first = run("max", 1);
        for (String threshold : List.of("elephant", "agent", "whole", "busy")) {
            assertThat(first.events).contains("\"thresholdID\": \"" + threshold + "\"");
        }
        assertThat(first.flows).contains("\"flowKeys\"");
        for (int run = 1; run < RUNS; run++) {
            String speed = SPEEDS.get(run % SPEEDS.size());
            int workers = WORKERS[run % WORKERS.length];
            assertThat(run(speed, workers))
                    .as("run %d at speed %s on %d shards", run, speed, workers)
                    .isEqualTo(first);
        }
    }
}
