package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.key.FlowDefinition;
import weir.testing.Allocation;
import weir.testing.DatagramBuilder;
import weir.testing.SharedData;

/** Samples that nobody wants to be told of are added some at a time; no answer shows it. */
class StagedSamplesTest {

    private static final Predicate<FlowDefinition> NOBODY = definition -> false;
    private static final double START = 1_700_000_000;

    /** Definitions of every kind: plain keys and others, filters, agents, statistics, records. */
    private static final Map<String, Map<String, String>> DEFINITIONS = new LinkedHashMap<>();

    static {
        DEFINITIONS.put("pair", Map.of("keys", "ipsource,ipdestination", "value", "bytes"));
        DEFINITIONS.put(
                "five",
                Map.of(
                        "keys",
                        "ipsource,ipdestination,ipprotocol,tcpsourceport,tcpdestinationport",
                        "value",
                        "frames"));
        DEFINITIONS.put("mac", Map.of("keys", "macsource,macdestination", "value", "bytes", "t", "10"));
        DEFINITIONS.put("pair6", Map.of("keys", "ip6source,ip6destination", "value", "bps"));
        DEFINITIONS.put("subnets", Map.of("keys", "mask:ipsource:24,mask:ipdestination:16", "value", "bytes"));
        DEFINITIONS.put("ports", Map.of("keys", "inputifindex,outputifindex,ethernetprotocol", "value", "fps"));
        DEFINITIONS.put(
                "filtered", Map.of("keys", "ipdestination,ipttl", "value", "frames", "filter", "ipprotocol=6,17"));
        DEFINITIONS.put("agent", Map.of("keys", "ipsource", "value", "bytes", "aggMode", "AGENT"));
        DEFINITIONS.put("stack", Map.of("keys", "stack", "value", "bytes"));
        DEFINITIONS.put("inner", Map.of("keys", "ipsource.1,ipdestination.1", "value", "bytes"));
        DEFINITIONS.put("anywhere", Map.of("keys", "or:ipsource:ip6source,agent", "value", "frames"));
        DEFINITIONS.put("distinct", Map.of("keys", "macsource", "value", "count:ipsource"));
        DEFINITIONS.put("sizes", Map.of("keys", "ipsource", "value", "avg:bytes", "values", "max:bytes,frames"));
        DEFINITIONS.put("logged", Map.of("keys", "ipsource,ipdestination", "value", "bytes", "log", "true"));
        DEFINITIONS.put("total", Map.of("value", "bytes"));
    }

    private static Metering metering(Predicate<FlowDefinition> watched) {
        Metering metering = new Metering();
        metering.watched = watched;
        metering.listening = false;
        DEFINITIONS.forEach(metering::define);
        return metering;
    }

    private static List<String> answers(Metering metering) {
        List<String> answers = new ArrayList<>();
        DEFINITIONS.keySet().forEach(name -> metering.flows(name).forEach(flow -> answers.add(name + " " + flow)));
        return answers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"testbed-leafspine.pcap", "testbed-tunnels.pcap", "testbed-app.pcap", "ecmp.pcap.gz"})
    void aCaptureGivesTheSameToTheLastBitOneByOneAndSomeAtATime(String capture) {
        assumeTrue(SharedData.find(capture).isPresent(), capture + " is not there");
        Metering oneByOne = metering(MeterListener.ALL).capture(capture);
        Metering someAtATime = metering(NOBODY).capture(capture);

        List<String> expected = answers(oneByOne);
        assertThat(expected).isNotEmpty();
        assertThat(answers(someAtATime)).isEqualTo(expected);
        assertThat(someAtATime.meter.counts()).isEqualTo(oneByOne.meter.counts());
        assertThat(someAtATime.records).isEqualTo(oneByOne.records);
    }

    @Test
    void itMakesNoDifferenceWhoAsksWhenAndWhoBeginsAndCeasesToListen() {
        Random random = new Random(7);
        Metering quiet = metering(MeterListener.ALL).at(START);
        Metering disturbed = metering(NOBODY).at(START);
        for (int i = 0; i < 3000; i++) {
            double seconds = START + i * 0.2;
            DatagramBuilder datagram = datagram(random, i);
            quiet.at(seconds).datagram(datagram);
            disturbed.at(seconds).datagram(datagram);
            switch (random.nextInt(40)) {
                case 0 -> answers(disturbed);
                case 1 -> disturbed.watched = definition -> definition.name().length() == 4;
                case 2 -> disturbed.watched = NOBODY;
                case 3 -> {
                    quiet.mark();
                    disturbed.mark();
                }
                default -> {}
            }
        }

        assertThat(answers(disturbed)).isEqualTo(answers(quiet));
    }

    private static DatagramBuilder datagram(Random random, int number) {
        DatagramBuilder datagram = new DatagramBuilder().sequence(number + 1L).uptime(200L * number);
        for (int i = 0; i < 5; i++) {
            long sequence = 5L * number + i + 1;
            byte[] packet = Metering.packet("10.1.0." + random.nextInt(30), "10.2.0." + random.nextInt(3));
            int captured = random.nextInt(4) == 0 ? random.nextInt(packet.length) : packet.length;
            datagram.flow(sample -> sample.sequence(sequence)
                    .source(0, 3)
                    .rate(1000)
                    .pool(1000 * sequence)
                    .input(3)
                    .header(100 + sequence % 1400, Arrays.copyOf(packet, captured)));
        }
        return datagram;
    }

    @Test
    void whatIsWatchedIsToldSampleBySampleAndNothingElse() {
        Metering metering =
                metering(definition -> definition.name().equals("pair")).at(START);
        metering.listening = true;
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            metering.datagram(datagram(random, i));
        }

        assertThat(metering.told).isNotEmpty().allMatch(told -> told.contains(" pair ") || told.contains(" record "));
    }

    @Test
    void aSampleAddsToKnownFlowsWithoutAllocation() {
        Metering metering = new Metering().at(START);
        metering.watched = NOBODY;
        metering.listening = false;
        for (String name : List.of("pair", "five", "mac", "subnets", "ports", "filtered")) {
            metering.define(name, DEFINITIONS.get(name));
        }
        byte[][] datagrams = new byte[40][];
        Random random = new Random(5);
        for (int i = 0; i < datagrams.length; i++) {
            datagrams[i] = datagram(random, i).build();
        }
        int[] round = {0};
        long allocated = Allocation.ofWarm(500, () -> {
            for (int i = 0; i < datagrams.length; i++) {
                MeterTest.setInt(datagrams[i], 16, 1 + round[0]++);
                metering.decode(datagrams[i], 0, datagrams[i].length);
            }
        });

        assertThat(allocated).isZero();
        assertThat(metering.flows("pair")).isNotEmpty();
    }
}
