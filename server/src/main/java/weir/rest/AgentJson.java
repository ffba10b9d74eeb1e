package weir.rest;

import weir.metric.AgentHealth;
import weir.metric.AgentHint;
import weir.metric.AgentStatus;

/** What is known of an agent, under the names that clients know. Source: REST {@code /agents/json}. */
final class AgentJson {

    private AgentJson() {}

    /** Writes the members of an object that has been started, and ends it. */
    static void write(JsonOut out, AgentStatus status) {
        out.startArray("sFlowDatagramSource");
        status.datagramSources().forEach(source -> out.value(source.toString()));
        out.endArray();
        status.hostName().ifPresent(name -> out.member("hostName", name));
        out.member("firstSeen", status.firstSeen()).member("lastSeen", status.lastSeen());
        out.member("uptime", status.uptime()).member("subAgents", (long) status.subAgents());
        AgentStatus.DatagramCounts datagrams = status.datagrams();
        out.member("sFlowDatagramsReceived", datagrams.received()).member("sFlowDatagramsLost", datagrams.lost());
        out.member("sFlowDatagramsDuplicates", datagrams.duplicates());
        out.member("sFlowDatagramsOutOfOrder", datagrams.outOfOrder());
        samples(out, "sFlowCounter", status.counters(), false);
        samples(out, "sFlowFlow", status.flows(), true);
        samples(out, "sFlowNotification", status.notifications(), true);
        out.member("sFlowCustomSamples", status.customSamples());
        out.member("restarts", status.restarts()).member("addressConflicts", status.addressConflicts());
        status.samplingRates().ifPresent(rates -> {
            out.member("samplingRateMin", rates.smallest()).member("samplingRateMax", rates.largest());
        });
        out.startArray("hints");
        for (AgentHint hint : AgentHealth.hints(status)) {
            out.startObject()
                    .member("code", hint.code())
                    .member("text", hint.text())
                    .endObject();
        }
        out.endArray();
        out.endObject();
    }

    private static void samples(JsonOut out, String kind, AgentStatus.SampleCounts counts, boolean drops) {
        out.member(kind + "Datasources", counts.dataSources()).member(kind + "Samples", counts.samples());
        if (drops) {
            out.member(kind + "Drops", counts.drops());
        }
        out.member(kind + "LostSamples", counts.lost()).member(kind + "DuplicateSamples", counts.duplicates());
        out.member(kind + "OutOfOrderSamples", counts.outOfOrder());
    }
}
