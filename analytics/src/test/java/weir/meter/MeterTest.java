package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.flow.ActiveFlow;
import weir.metric.Agent;
import weir.metric.DataSourceId;
import weir.metric.query.TopologyView;
import weir.sflow.CustomType;
import weir.testing.Allocation;
import weir.testing.CustomBuilder;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;
import weir.testing.SampleBuilder;

/** What samples become by flow definitions, sample by sample. */
class MeterTest {

    private static final Map<String, String> PAIR = Map.of("keys", "ipsource,ipdestination", "value", "bytes");
    private static final Map<String, String> FRAMES = Map.of("keys", "ipsource", "value", "frames", "t", "10");
    private static final Map<String, String> FIVE = Map.of(
            "keys", "ipsource,ipdestination,tcpsourceport,tcpdestinationport",
            "value", "frames",
            "values", "avg:ipttl,count:ipdestination",
            "filter", "direction=ingress|stack~eth.*");
    private static final byte[] PACKET = Metering.packet("10.1.0.1", "10.2.0.2");

    private final Metering metering = new Metering().at(1_700_000_000);

    private double weight(String name) {
        return metering.flow(name).value() * 10;
    }

    // Estimation

    @Test
    void countsASampleAsOftenAsItsRateSaysAndLetsItDecay() {
        metering.define("pair", PAIR).flow(sample -> sample.header(1000, PACKET));
        ActiveFlow flow = metering.flow("pair");
        assertThat(flow.key().text()).isEqualTo("10.1.0.1,10.2.0.2");
        assertThat(flow.value()).isCloseTo(1000 * 1000 / 2.0, within(1e-6));
        assertThat(Metering.place(flow)).isEqualTo("10.0.0.1 3");
        assertThat(flow.estimate().orElseThrow().samples()).isCloseTo(1, within(1e-9));
        metering.at(1_700_000_000.06);
        assertThat(metering.flow("pair").value()).isCloseTo(500_000 * Math.exp(-0.03), within(1e-3));
    }

    @Test
    void countsASampleThatIsSentTwiceOnce() {
        metering.define("frames", FRAMES)
                .flow(sample -> sample.header(1000, PACKET))
                .flow(sample -> sample.sequence(1).header(1000, PACKET));
        assertThat(weight("frames")).isCloseTo(1000, within(1e-6));
    }

    @Test
    void addsNoSampleTwiceWhenWhatListensFails() {
        metering.define("frames", FRAMES);
        metering.failing = true;
        assertThatIllegalStateException().isThrownBy(() -> metering.flow(sample -> sample.header(1000, PACKET)));
        metering.failing = false;
        metering.flow(sample -> sample.header(1000, PACKET));
        assertThat(weight("frames")).isCloseTo(2000, within(1e-6));
    }

    @Test
    void makesUpForLostSamplesByThoseThatCame() {
        metering.define("frames", FRAMES);
        for (long sequence : new long[] {1, 3, 5, 7}) {
            metering.flow(sample -> sample.sequence(sequence).header(1000, PACKET));
        }
        double expected = 1000 * (1 + 3.0 / 2 + 5.0 / 3 + 7.0 / 4);
        assertThat(weight("frames")).isCloseTo(expected, within(1e-6));
    }

    @Test
    void usesALateSampleThatFillsAGap() {
        metering.define("frames", FRAMES)
                .flow(sample -> sample.sequence(1).header(1000, PACKET))
                .datagram(head(5).flow(sample -> base(sample, 3).header(1000, PACKET)))
                .datagram(head(4).flow(sample -> base(sample, 2).header(1000, PACKET)));
        assertThat(weight("frames")).isCloseTo(1000 * (1 + 1.5 + 1), within(1e-6));
    }

    @Test
    void takesAnOutageForNoLossOfTheSamplesAroundIt() {
        metering.define("frames", FRAMES)
                .flow(sample -> sample.sequence(1).header(1000, PACKET))
                .flow(sample -> sample.sequence(900).header(1000, PACKET))
                .flow(sample -> sample.sequence(901).header(1000, PACKET));
        assertThat(weight("frames")).isCloseTo(3000, within(1e-6));
    }

    @Test
    void takesTheGrowthOfThePoolWhereTheAgentDoesNotKnowItsRate() {
        metering.define("frames", FRAMES);
        for (int i = 1; i <= 3; i++) {
            long pool = 0xFFFF_FF00L + 400L * i & 0xFFFF_FFFFL;
            metering.flow(sample -> sample.rate(0).pool(pool).header(1000, PACKET));
        }
        assertThat(weight("frames"))
                .as("1 for the first, which grew by nothing known")
                .isCloseTo(801, within(1e-6));
        Agent agent = metering.directory.agents().iterator().next();
        assertThat(agent.dataSource(DataSourceId.of(0, 3)).effectiveSamplingRate())
                .isEqualTo(400);
        assertThat(agent.dataSource(DataSourceId.of(0, 3)).effectiveSamples()).isEqualTo(2);
    }

    @Test
    void givesTheRateOfASampleAsKey() {
        metering.define("rate", Map.of("keys", "samplingrate", "value", "frames"))
                .flow(sample -> sample.header(1000, PACKET));
        assertThat(metering.flow("rate").key().text()).isEqualTo("1000.0");
    }

    // Data sources

    @Test
    void reportsWhatAPhysicalEntitySampledAtTheInputInterface() {
        metering.define("frames", FRAMES)
                .flow(sample -> sample.source(2, 1).input(7).header(1000, PACKET))
                .datagram(head(1).subAgent(9)
                        .flow(sample -> base(sample, 1).source(2, 5).input(7).header(1000, PACKET)));
        assertThat(Metering.place(metering.flow("frames"))).isEqualTo("10.0.0.1 7");
        assertThat(weight("frames")).isCloseTo(2000, within(1e-6));
    }

    @Test
    void reportsOtherClassesByClassAndIndex() {
        metering.define("frames", FRAMES).flow(sample -> sample.source(1, 100).header(1000, PACKET));
        assertThat(Metering.place(metering.flow("frames"))).isEqualTo("10.0.0.1 1.100");
    }

    @Test
    void measuresDropNoticesByDefinitionsThatAskForThem() {
        metering.define("dropped", Map.of("keys", "reason", "value", "frames", "t", "10", "dropped", "true"))
                .define("frames", FRAMES)
                .datagram(metering.head()
                        .discarded(notice -> notice.sequence(1)
                                .source(2, 1)
                                .input(0)
                                .reason(289)
                                .header(100, PACKET)));
        assertThat(weight("dropped")).isCloseTo(1, within(1e-9));
        assertThat(Metering.place(metering.flow("dropped"))).isEqualTo("10.0.0.1 0");
        assertThat(metering.flows("frames")).isEmpty();
    }

    @Test
    void measuresCustomFlowsUnderTheNameOfTheirDataSource() {
        metering.define("user", Map.of("keys", "user", "value", "hits", "t", "10"))
                .datagram(metering.head().rtflow("probe1", 0, 0, flow -> user(flow, "alice")))
                .datagram(metering.head().rtflow("probe1", 10, 0, flow -> user(flow, "alice")));
        assertThat(metering.flow("user").key().text()).isEqualTo("alice");
        assertThat(weight("user")).isCloseTo(11, within(1e-9));
        assertThat(Metering.place(metering.flow("user"))).isEqualTo("10.0.0.1 probe1");
        assertThat(metering.meter.seenKeys()).containsKeys("user", "agent", "ds");
    }

    private static void user(CustomBuilder flow, String name) {
        flow.string("user", name).entry("hits", CustomType.FLOW_INT32, value -> value.u32s(1));
    }

    @Test
    void keepsOneTableForAWholeAgent() {
        metering.define("agent", Map.of("keys", "ipsource", "value", "frames", "t", "10", "aggMode", "agent"))
                .flow(sample -> sample.header(1000, PACKET))
                .datagram(metering.head()
                        .flow(sample -> base(sample, 1).source(0, 4).header(1000, PACKET)));
        assertThat(Metering.place(metering.flow("agent"))).isEqualTo("10.0.0.1 0");
        assertThat(weight("agent")).isCloseTo(2000, within(1e-6));
    }

    @Test
    void keepsFlowsOfTheNetworkByEdgePort() {
        metering.topology = new TopologyView() {
            @Override
            public boolean contains(Part part, Agent agent, DataSourceId dataSource) {
                return part == Part.EDGE && dataSource.index() == 4;
            }

            @Override
            public boolean isNode(String name, Agent agent) {
                return false;
            }
        };
        metering.define("edge", Map.of("keys", "ipsource", "value", "frames", "t", "10", "aggMode", "EDGE"))
                .flow(sample -> sample.header(1000, PACKET))
                .datagram(metering.head()
                        .flow(sample -> base(sample, 1).source(0, 4).header(1000, PACKET)));
        assertThat(Metering.place(metering.flow("edge"))).isEqualTo("10.0.0.1 4");
        assertThat(weight("edge")).isCloseTo(1000, within(1e-6));
    }

    // Definitions

    @Test
    void givesOneTotalWithoutKeys() {
        metering.define("total", Map.of("value", "bytes")).flow(sample -> sample.header(1000, PACKET));
        assertThat(metering.flow("total").key().text()).isEmpty();
    }

    @Test
    void measuresNothingByUnknownKeysAndEmptyDefinitions() {
        metering.define("bogus", Map.of("keys", "bogus,ipsource", "value", "bytes"))
                .define("nothing", Map.of())
                .flow(sample -> sample.header(1000, PACKET));
        assertThat(metering.flows("bogus")).isEmpty();
        assertThat(metering.flows("nothing")).isEmpty();
    }

    @Test
    void countsEverythingByAFilterOnAKeyThatIsNotThere() {
        metering.define("v4", Map.of("value", "frames", "t", "10", "filter", "ip6source!=1"))
                .flow(sample -> sample.header(1000, PACKET));
        assertThat(weight("v4")).isCloseTo(1000, within(1e-6));
    }

    @Test
    void keepsFlowsWhenADefinitionIsGivenAgainAndWhenOthersChange() {
        metering.define("frames", FRAMES).flow(sample -> sample.header(1000, PACKET));
        metering.define("frames", FRAMES).define("pair", PAIR).flow(sample -> sample.header(1000, PACKET));
        assertThat(weight("frames")).isCloseTo(2000, within(1e-6));
        metering.remove("pair").flow(sample -> sample.header(1000, PACKET));
        assertThat(weight("frames")).isCloseTo(3000, within(1e-6));
        assertThat(metering.flows("pair")).isEmpty();
    }

    @Test
    void beginsAnewWhenADefinitionChangesOrWasRemovedMeanwhile() {
        metering.define("frames", FRAMES).flow(sample -> sample.header(1000, PACKET));
        metering.define("frames", Map.of("keys", "ipsource", "value", "frames", "t", "10", "n", "6"));
        assertThat(metering.flows("frames")).isEmpty();
        metering.flow(sample -> sample.header(1000, PACKET)).remove("frames");
        assertThat(metering.flows("frames")).isEmpty();
        metering.define("frames", FRAMES);
        assertThat(metering.flows("frames")).isEmpty();
        metering.flow(sample -> sample.header(1000, PACKET)).remove("frames").define("frames", FRAMES);
        assertThat(metering.flows("frames"))
                .as("removed and made again between two datagrams")
                .isEmpty();
    }

    @Test
    void countsDistinctValues() {
        metering.define(
                "peers", Map.of("keys", "ipsource", "value", "count:ipdestination", "values", "avg:ipttl,bytes"));
        for (int i = 0; i < 30; i++) {
            byte[] packet = Metering.packet("10.1.0.1", "10.2.0." + i % 10);
            metering.flow(sample -> sample.header(500, packet));
        }
        assertThat(metering.flow("peers").value()).isEqualTo(10);
        assertThat(metering.flow("peers").values().get(1)).isCloseTo(30 * 500 * 1000 / 2.0, within(1e-3));
        assertThat(metering.flow("peers").estimate()).isEmpty();
    }

    @Test
    void countsNoValueOfSamplesThatHaveNone() {
        metering.define("ports", Map.of("keys", "ipsource", "value", "frames", "values", "count:udpsourceport"));
        metering.define("vnis", Map.of("keys", "ipsource", "value", "frames", "values", "count:vxlanvni"));
        metering.flow(sample -> sample.header(500, PACKET));
        assertThat(metering.flow("vnis").values()).containsExactly(0.0);
        byte[] udp = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "10.1.0.1", "10.2.0.2")
                .udp(5000, 53)
                .build();
        metering.flow(sample -> sample.header(500, udp));
        assertThat(metering.flow("ports").values()).containsExactly(1.0);
    }

    // What the listener is told

    @Test
    void tellsEveryFlowThatASampleUpdatesInTheOrderOfNames() {
        metering.define("pair", PAIR)
                .define("frames", FRAMES)
                .datagram(metering.head()
                        .flow(sample -> base(sample, 1).header(1000, PACKET))
                        .flow(sample -> base(sample, 2).header(1000, PACKET)));
        assertThat(metering.told)
                .containsExactly(
                        "1/1 frames 10.1.0.1 at 10.0.0.1 3",
                        "1/1 pair 10.1.0.1,10.2.0.2 at 10.0.0.1 3",
                        "1/2 frames 10.1.0.1 at 10.0.0.1 3",
                        "1/2 pair 10.1.0.1,10.2.0.2 at 10.0.0.1 3");
    }

    @Test
    void closesRecordsAtTheEndOfACaptureAndWhenADefinitionGoes() {
        Map<String, String> logged = Map.of("keys", "ipsource", "value", "bytes", "log", "true");
        metering.define("a", logged).define("b", logged).flow(sample -> sample.header(1000, PACKET));
        metering.told.clear();
        metering.remove("a").mark();
        assertThat(metering.told).containsExactly("1/mark record a 10.1.0.1 at 10.0.0.1 3");
        metering.end();
        assertThat(metering.told)
                .endsWith("1/mark record b 10.1.0.1 at 10.0.0.1 3")
                .hasSize(2);
        assertThat(metering.records)
                .allSatisfy(totals -> assertThat(totals.value()).isEqualTo(1_000_000));
    }

    @Test
    void closesRecordsOfFlowsThatAreOver() {
        metering.define("a", Map.of("keys", "ipsource", "value", "bytes", "log", "true", "activeTimeout", "10"))
                .flow(sample -> sample.header(1000, PACKET));
        metering.at(1_700_000_009.9).mark();
        assertThat(metering.records).isEmpty();
        metering.at(1_700_000_010).mark();
        assertThat(metering.records).hasSize(1);
    }

    @Test
    void forgetsTheFlowsOfAnAgentThatIsSilent() {
        metering.define("a", Map.of("keys", "ipsource", "value", "bytes", "log", "true", "activeTimeout", "3600"))
                .flow(sample -> sample.header(1000, PACKET));
        metering.told.clear();
        metering.at(1_700_000_700).mark();
        assertThat(metering.told)
                .containsExactly("1/mark record a 10.1.0.1 at 10.0.0.1 3", "1/mark gone 3", "1/mark gone 10.0.0.1");
        assertThat(metering.flows("a")).isEmpty();
        metering.flow(sample -> sample.header(1000, PACKET));
        assertThat(metering.flows("a")).hasSize(1);
    }

    @Test
    void tellsRowsOfMetrics() {
        metering.datagram(metering.head().rtmetric("sensor", metric -> metric.gauge32("temperature", 21)));
        assertThat(metering.told).containsExactly("1/1 row sensor");
    }

    // Bounds

    @Test
    void keepsTheLargestFlowsWhenThereAreTooManyAndCountsThoseThatWent() {
        Metering small = new Metering(new MeterLimits(50, Long.MAX_VALUE)).at(1_700_000_000);
        small.define("pair", PAIR);
        for (int i = 0; i < 200; i++) {
            byte[] packet = Metering.packet("10.1.0." + i, "10.2.0.2");
            int length = 100 + i;
            small.flow(sample -> sample.header(length, packet));
        }
        assertThat(small.flows("pair")).hasSizeLessThanOrEqualTo(50);
        assertThat(small.flows("pair").getFirst().key().text()).startsWith("10.1.0.199,");
        small.mark();
        assertThat(small.meter.counts().evicted()).isGreaterThanOrEqualTo(150);
        assertThat(small.meter.counts().entries()).isLessThanOrEqualTo(50);
    }

    @Test
    void staysWithinItsMemoryAndCountsWhatItLeavesOut() {
        Metering small = new Metering(new MeterLimits(1_000_000, 200_000)).at(1_700_000_000);
        small.define("pair", PAIR);
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = Metering.packet("10.1." + i / 250 + "." + i % 250, "10.2.0.2");
            small.flow(sample -> sample.header(1000, packet));
        }
        small.mark();
        assertThat(small.meter.counts().memory()).isBetween(10_000L, 200_000L);
        assertThat(small.meter.counts().evicted() + small.meter.counts().refused())
                .isPositive();
        assertThat(small.meter.counts().memoryRefusals()).isPositive();
    }

    @Test
    void allocatesNothingForSamplesOfFlowsThatAreKnown() {
        metering.define("pair", PAIR)
                .define("five", FIVE)
                .define("agent", Map.of("keys", "ipsource", "value", "bytes", "aggMode", "AGENT"))
                .define("logged", Map.of("keys", "or:ip6source:ipsource", "value", "bytes", "log", "true"));
        metering.listening = false;
        byte[][] datagrams = new byte[200][];
        for (int i = 0; i < datagrams.length; i++) {
            byte[] packet = Metering.packet("10.1.0." + i % 20, "10.2.0.2");
            int number = i;
            datagrams[i] = new DatagramBuilder()
                    .sequence(1000 + i)
                    .uptime(1000)
                    .flow(sample -> base(sample, number + 1).input(3).header(1000, packet))
                    .build();
        }
        int[] round = {0};
        long allocated = Allocation.ofWarm(500, () -> {
            // Numbers go on from round to round, so that none is taken for repeated.
            for (int i = 0; i < datagrams.length; i++) {
                byte[] bytes = datagrams[i];
                long number = 1000L + (long) round[0] * datagrams.length + i;
                setInt(bytes, 16, (int) number);
                setInt(bytes, 36, (int) number);
                metering.decode(bytes, 0, bytes.length);
            }
            round[0]++;
        });
        assertThat(allocated).isZero();
        assertThat(metering.flows("five")).hasSize(20);
        assertThat(metering.flows("pair").stream()
                        .mapToDouble(ActiveFlow::value)
                        .sum())
                .as("no sample was taken for repeated")
                .isCloseTo(round[0] * 200.0 * 1000 * 1000 / 2, within(1.0));
    }

    static void setInt(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >> 24 - 8 * i);
        }
    }

    private static DatagramBuilder head(long sequence) {
        return new DatagramBuilder().sequence(sequence).uptime(1_700_000_000_000L & 0xFFFF_FFFFL);
    }

    private static SampleBuilder base(SampleBuilder sample, long sequence) {
        return sample.sequence(sequence)
                .source(0, 3)
                .rate(1000)
                .pool(1000 * sequence)
                .input(3);
    }
}
