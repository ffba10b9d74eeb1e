package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.metric.SentRecords.octets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.testing.DatagramBuilder;

/** What is said of agents that do not report well, and that nothing is said of those that do. */
class AgentHealthTest {

    private final Observatory observatory = new Observatory();

    /** A datagram of 10.0.0.1 with numbers that fit the time. */
    private void datagram(double seconds, long sequence, UnaryOperator<DatagramBuilder> content) {
        observatory.at(seconds);
        DatagramBuilder datagram = new DatagramBuilder().sequence(sequence).uptime(observatory.uptime());
        observatory.datagram(content.apply(datagram));
    }

    private static UnaryOperator<DatagramBuilder> both(long number) {
        return datagram -> datagram.flow(sample -> sample.source(0, 7).sequence(number))
                .counters(sample -> octets(1000 * number).accept(sample.sequence(number)));
    }

    private static UnaryOperator<DatagramBuilder> flow(long number, long drops) {
        return datagram -> datagram.flow(
                        sample -> sample.source(0, 7).sequence(number).drops(drops))
                .counters(sample -> octets(1000 * number).accept(sample.sequence(number)));
    }

    private List<String> codes() {
        return hints().stream().map(AgentHint::code).toList();
    }

    private List<AgentHint> hints() {
        return AgentHealth.hints(observatory.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecmp.pcap.gz", "testbed-host.pcap", "testbed-app.pcap", "testbed-tunnels.pcap"})
    void findsNothingMissingInRecordingsOfHealthyNetworks(String capture) {
        observatory.capture(capture);
        for (Agent agent : observatory.directory().agents()) {
            assertThat(AgentHealth.hints(agent.status(observatory.now())))
                    .as(agent.address().toString())
                    .isEmpty();
        }
    }

    /** Two hosts count more packets than they sample from; all other agents report well. */
    @Test
    void findsSamplePoolsOfARecordingThatContradictTheirRate() {
        observatory.capture("testbed-leafspine.pcap");
        for (Agent agent : observatory.directory().agents()) {
            List<String> texts = AgentHealth.hints(agent.status(observatory.now())).stream()
                    .map(AgentHint::text)
                    .toList();
            switch (agent.address().toString()) {
                case "10.255.0.101" ->
                    assertThat(texts)
                            .singleElement()
                            .asString()
                            .startsWith(
                                    "Data source 511 says it samples 1 in 50, but its total of packets grows by 56 for");
                case "10.255.0.102" ->
                    assertThat(texts)
                            .singleElement()
                            .asString()
                            .startsWith(
                                    "Data source 521 says it samples 1 in 50, but its total of packets grows by 65 for");
                default -> assertThat(texts).as(agent.address().toString()).isEmpty();
            }
        }
    }

    /** Nothing listened where these switches sent to, and the answers to that made every other datagram fail. */
    @Test
    void findsTheLossOfRecordedSwitches() {
        observatory.capture("testbed-ovs.pcap");
        for (String agent : List.of("10.255.0.31", "10.255.0.32")) {
            assertThat(AgentHealth.hints(observatory.agent(agent).status(observatory.now())))
                    .extracting(AgentHint::code)
                    .containsExactly("lossy");
        }
    }

    @Test
    void saysThatAnAgentIsSilentAfterThreeUsualGaps() {
        for (int i = 0; i <= 10; i++) {
            datagram(20 * i, 1 + i, both(1 + i));
        }
        observatory.at(200 + 60);
        assertThat(codes()).isEmpty();
        observatory.at(200 + 61);
        assertThat(codes()).containsExactly("silent");
        assertThat(hints().getFirst().text()).startsWith("No datagram for 61 s; usually one comes within 20 s.");
    }

    @Test
    void doesNotCallABusyAgentSilentBeforeHalfAMinute() {
        for (int i = 0; i <= 100; i++) {
            datagram(0.1 * i, 1 + i, both(1 + i));
        }
        observatory.at(10 + 30);
        assertThat(codes()).isEmpty();
        observatory.at(10 + 31);
        assertThat(codes()).containsExactly("silent");
    }

    @Test
    void expectsTheUsualPollingIntervalOfAnAgentThatSentOnce() {
        datagram(0, 1, both(1));
        observatory.at(90);
        assertThat(codes()).isEmpty();
        observatory.at(91);
        assertThat(codes()).containsExactly("silent");
    }

    @Test
    void takesOneInterruptionNotForUsual() {
        for (int i = 0; i < 10; i++) {
            datagram(i, 1 + i, both(1 + i));
        }
        for (int i = 10; i < 20; i++) {
            datagram(100 + i, 1 + i, both(1 + i));
        }
        observatory.at(119 + 31);
        assertThat(codes()).containsExactly("silent");
    }

    @Test
    void knowsAgentsThatAreSlowerThanItsMemory() {
        for (int i = 0; i < 4; i++) {
            datagram(400 * i, 1 + i, both(1 + i));
        }
        observatory.at(1200 + 500);
        assertThat(codes()).doesNotContain("silent");
    }

    @Test
    void missesCountersOfAnAgentThatOnlySamples() {
        for (int i = 0; i < 19; i++) {
            long number = 1 + i;
            datagram(
                    10 * i,
                    number,
                    datagram -> datagram.flow(sample -> sample.source(0, 7).sequence(number)));
            assertThat(codes()).isEmpty();
        }
        datagram(
                190, 20, datagram -> datagram.flow(sample -> sample.source(0, 7).sequence(20)));
        assertThat(codes()).containsExactly("noCounters");
        assertThat(hints().getFirst().text()).startsWith("No counters since it was first seen 3 min ago:");
    }

    @Test
    void missesCountersThatCeased() {
        for (int i = 0; i < 40; i++) {
            long number = 1 + i;
            boolean polled = i < 10;
            datagram(
                    10 * i,
                    number,
                    polled
                            ? both(number)
                            : datagram ->
                                    datagram.flow(sample -> sample.source(0, 7).sequence(number)));
        }
        assertThat(codes()).containsExactly("noCounters");
        assertThat(hints().getFirst().text()).startsWith("No counters for 5 min:");
    }

    @Test
    void missesSamplesOfAnAgentThatOnlyCounts() {
        for (int i = 0; i <= 16; i++) {
            observatory.at(20 * i).counters(octets(1000L * i));
            assertThat(codes()).hasSize(i > 15 ? 1 : 0);
        }
        assertThat(codes()).containsExactly("noSamples");
    }

    @Test
    void missesNothingOfAnAgentThatSendsCustomMetricsOnly() {
        for (int i = 0; i <= 40; i++) {
            datagram(10 * i, 1 + i, datagram -> datagram.rtmetric("sensor", metrics -> metrics.gauge32("tempC", 20)));
        }
        assertThat(observatory.status().customSamples()).isPositive();
        assertThat(codes()).isEmpty();
    }

    @Test
    void tellsTheShareThatWasLostLatelyAndForgetsIt() {
        for (int i = 0; i < 50; i++) {
            datagram(i, 1 + 2 * i, both(1 + 2 * i));
        }
        assertThat(codes()).containsExactly("lossy");
        assertThat(hints().getFirst().text()).startsWith("49 % of its datagrams were lost");
        for (int i = 50; i < 400; i++) {
            datagram(i, 99 + i - 49, both(99 + i - 49));
        }
        assertThat(codes()).isEmpty();
    }

    @Test
    void saysNothingOfALossUnderOnePercent() {
        for (int i = 0; i < 1000; i++) {
            datagram(0.1 * i, 1 + i + i / 125, both(1 + i + i / 125));
        }
        assertThat(observatory.status().datagrams().lost()).isEqualTo(7);
        assertThat(codes()).isEmpty();
    }

    @Test
    void tellsWhatTheAgentItselfDrops() {
        for (int i = 0; i < 60; i++) {
            datagram(i, 1 + i, flow(1 + i, i / 10));
        }
        assertThat(codes()).containsExactly("dropping");
    }

    @Test
    void tellsASamplePoolThatContradictsTheRateOnceItIsSure() {
        for (int i = 0; i < 200; i++) {
            long number = 1 + i;
            datagram(
                    i,
                    number,
                    datagram -> both(number)
                            .apply(datagram.flow(sample -> sample.source(0, 8)
                                    .sequence(number)
                                    .rate(1000)
                                    .pool(number * 1500))));
            if (i < 90) {
                assertThat(codes()).isEmpty();
            }
        }
        assertThat(codes()).containsExactly("samplingRate");
        assertThat(hints().getFirst().text())
                .startsWith(
                        "Data source 8 says it samples 1 in 1000, but its total of packets grows by 1500 for each sample.");
    }

    @Test
    void believesARateWhosePoolStandsStillOrWasForAnotherRate() {
        for (int i = 0; i < 400; i++) {
            long number = 1 + i;
            long rate = i < 200 ? 1000 : 2000;
            datagram(
                    i,
                    number,
                    datagram -> both(number)
                            .apply(datagram.flow(sample -> sample.source(0, 8)
                                    .sequence(number)
                                    .rate(rate)
                                    .pool(number * rate))));
        }
        assertThat(codes()).isEmpty();
    }

    @Test
    void tellsThatDatagramsComeTwice() {
        for (int i = 0; i < 60; i++) {
            datagram(i, 1 + i, both(1 + i));
            datagram(i, 1 + i, both(1 + i));
        }
        assertThat(codes()).containsExactly("duplicated");
        assertThat(hints().getFirst().text()).startsWith("50 % of its datagrams came twice");
    }

    @Test
    void tellsTwoDevicesFromOneThatRestarted() {
        for (int i = 0; i < 10; i++) {
            observatory.at(1000 + 2 * i);
            observatory.datagram(
                    both(1 + i).apply(new DatagramBuilder().sequence(5000 + i).uptime(86_400_000L + 2000 * i)));
            observatory.at(1001 + 2 * i);
            observatory.datagram(
                    both(1 + i).apply(new DatagramBuilder().sequence(70 + i).uptime(50_000L + 2000 * i)));
        }
        assertThat(codes()).contains("sharedAddress").doesNotContain("restarted");
    }

    @Test
    void tellsARestartForTenMinutes() {
        for (int i = 0; i < 10; i++) {
            datagram(1000 + i, 1 + i, both(1 + i));
        }
        for (int i = 0; i < 100; i++) {
            observatory.at(1010 + 7 * i);
            observatory.datagram(
                    both(1 + i).apply(new DatagramBuilder().sequence(1 + i).uptime(7000L * i)));
            assertThat(codes()).as("after " + 7 * i + " s").isEqualTo(7 * i < 600 ? List.of("restarted") : List.of());
        }
    }

    @Test
    void tellsWhatABoundKeptOut() {
        MetricLimits two = new MetricLimits(10, 10, 2, 10, 255, 64, 256);
        Observatory bounded = new Observatory(weir.sflow.StructureTable.standard(), two);
        bounded.at(0)
                .datagram(new DatagramBuilder()
                        .flow(sample -> sample.source(0, 1))
                        .flow(sample -> sample.source(0, 2)));
        assertThat(AgentHealth.hints(bounded.status())).isEmpty();
        bounded.at(1).datagram(new DatagramBuilder().sequence(2).flow(sample -> sample.source(0, 3)));
        assertThat(AgentHealth.hints(bounded.status()))
                .extracting(AgentHint::code)
                .containsExactly("refused");
    }

    @Test
    void theOperatorsPageExplainsEveryHint() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "operating.md"));
        for (AgentHint.Kind kind : AgentHint.Kind.values()) {
            assertThat(page).contains("\n| `" + kind.code() + "` | ");
        }
    }

    @Test
    void hintsOfARecordingAreTheSameHoweverOftenAsked() {
        Observatory asked = new Observatory();
        asked.capture(
                "testbed-leafspine.pcap",
                number -> asked.directory().agents().forEach(agent -> AgentHealth.hints(agent.status(asked.now()))));
        observatory.capture("testbed-leafspine.pcap");
        for (Agent agent : observatory.directory().agents()) {
            assertThat(asked.agent(agent.address().toString()).status(asked.now()))
                    .isEqualTo(agent.status(observatory.now()));
        }
    }
}
