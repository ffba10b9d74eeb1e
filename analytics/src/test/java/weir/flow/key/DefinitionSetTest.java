package weir.flow.key;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.flow.key.Evaluation.definition;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.attribute.KeyWords;
import weir.flow.attribute.PlainKeys;
import weir.flow.attribute.SampleContext;
import weir.flow.attribute.Sampling;
import weir.lookup.AddressFacts;
import weir.lookup.AutonomousSystem;
import weir.lookup.Country;
import weir.lookup.GroupSet;
import weir.lookup.Lookups;
import weir.lookup.ValueMap;
import weir.packet.PacketLayers;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.testing.Allocation;
import weir.testing.SharedData;

class DefinitionSetTest {

    private static final Path DEMO = Path.of("..", "demo", "leafspine.pcap.gz");

    /** Definitions of all sorts, as users make them. */
    private static List<FlowDefinition> definitions() {
        List<FlowDefinition> definitions = new ArrayList<>();
        for (String keys : List.of(
                "",
                "ipsource,ipdestination",
                "ipsource,ipdestination,tcpsourceport,tcpdestinationport",
                "or:ip6source:ipsource,or:ip6destination:ipdestination,or:ip6nexthdr:ipprotocol",
                "or:[ip6source]:ipsource,stack",
                "macsource,macdestination,ethernetprotocol,vlan",
                "ipsource.1,ipdestination.1,vxlanvni,genevevni",
                "vxlanvni,or:ipsource.1:ipsource,or:tcpsourceport:udpsourceport.1",
                "group:ipsource:sites,group:ipdestination:sites",
                "mask:ipsource:24,mask:ipdestination:16",
                "map:tcpdestinationport:services",
                "concat:_:ipsource:tcpsourceport,hash:ipsource:ipdestination",
                "prefix:stack:.:3,suffix:stack:.:1,first:stack:.:ip:ip6",
                "inputifindex,outputifindex,null:direction:none,agent,ds",
                "tcpflags,ipdscpname,iptos,ipflags,ip6dscpname",
                "mplslabels,ipsource",
                "dnsqname,dnsqtypename",
                "icmptype,icmpcode,icmpunreachableport",
                "if:ipprotocol:6:tcpdestinationport:udpdestinationport",
                "eq:tcpsourceport:tcpdestinationport,range:ipttl:1:63,bits:ipid:255",
                "uc:stack,lc:macsource,oui:macsource",
                "appname,appoperation,appstatus,or:serveraddress:serveraddress6",
                "uri:httpurl:path",
                "label,srcmac,ip,ip6,i32,i64",
                "tcpdirection,tcprtt")) {
            for (String filter : List.of(
                    "",
                    "ipprotocol=6&(tcpflags~.......1.|ipttl!=64)",
                    "ipsource~10\\..*|ip6source~fd00.*",
                    "!(suffix:stack:.:1=tcp,udp)&group:ipsource:sites!=null")) {
                definitions.add(definition(
                        "keys", keys, "value", "bytes", "values", "frames,avg:ipttl,count:ipsource", "filter", filter));
            }
        }
        definitions.add(definition("keys", "reason,function", "value", "frames", "dropped", true));
        return definitions;
    }

    private static Lookups lookups() {
        return Lookups.NONE
                .withGroups("sites", GroupSet.of(Map.of("a", List.of("10.0.0.0/8"), "b", List.of("fd00::/8"))))
                .withMap("services", ValueMap.of(Map.of("iperf", List.of(5201, 5202), "web", List.of(80))));
    }

    private static List<byte[]> datagrams(Path capture) {
        List<byte[]> datagrams = new ArrayList<>();
        CapturedDatagram datagram = new CapturedDatagram();
        try (CaptureReader reader = CaptureReader.open(capture, 6343)) {
            while (reader.next(datagram)) {
                datagrams.add(java.util.Arrays.copyOfRange(
                        datagram.bytes(), datagram.start(), datagram.start() + datagram.length()));
            }
        }
        return datagrams;
    }

    /** Several captures, thinned. */
    private static List<byte[]> traffic() {
        List<byte[]> datagrams = new ArrayList<>(datagrams(DEMO));
        for (String capture : List.of("testbed-app.pcap", "testbed-tunnels.pcap", "testbed-ovs.pcap")) {
            SharedData.find(capture).ifPresent(path -> datagrams.addAll(datagrams(path)));
        }
        List<byte[]> some = new ArrayList<>();
        for (int i = 0; i < datagrams.size(); i += Math.max(1, datagrams.size() / 300)) {
            some.add(datagrams.get(i));
        }
        return some;
    }

    @Test
    void evaluatingAllocatesNothing() {
        DefinitionSet set = new DefinitionSet(definitions(), Sampling.TABLE);
        List<byte[]> traffic = traffic();
        int[] matches = new int[1];
        Sampling sampling = new Sampling(sample -> {
                    List<CompiledFlow> flows = set.flows();
                    for (int i = 0; i < flows.size(); i++) {
                        matches[0] += flows.get(i).evaluate(sample) ? 1 : 0;
                    }
                })
                .lookups(lookups());
        long allocated = Allocation.ofWarm(300, () -> {
            for (int i = 0; i < traffic.size(); i++) {
                sampling.datagram(traffic.get(i));
            }
        });
        assertThat(allocated).isZero();
        assertThat(matches[0]).isPositive();
    }

    @Test
    void expressionsThatSeveralDefinitionsUseAreEvaluatedOnce() {
        int[] asked = new int[1];
        Lookups counting = Lookups.NONE.withAddresses(new AddressFacts() {
            @Override
            public @Nullable Country country(boolean v6, long high, long low) {
                asked[0]++;
                return Country.of("US", "United States");
            }

            @Override
            public @Nullable AutonomousSystem system(boolean v6, long high, long low) {
                return null;
            }
        });
        DefinitionSet set = new DefinitionSet(
                List.of(
                        definition("value", "bytes", "keys", "country:ipsource"),
                        definition("value", "frames", "keys", "ipttl, country : ipsource"),
                        definition("value", "bytes", "keys", "null:[country:ipsource]:none,ipsource"),
                        definition("value", "count:[country:ipsource]", "filter", "country:ipsource=US,DE"),
                        definition("value", "bytes", "filter", "country:ipsource=US&!(country:ipsource~D.)")),
                Sampling.TABLE);
        List<String> keys = new ArrayList<>();
        Sampling sampling = new Sampling(
                        sample -> set.flows().forEach(flow -> keys.add(Evaluation.keyOf(flow, sample))))
                .lookups(counting);
        sampling.datagram(Evaluation.sample(Evaluation.udp()).build());
        assertThat(keys).containsExactly("US", "64,US", "US,10.1.2.3", "", "");
        assertThat(asked[0]).isEqualTo(1);
        sampling.datagram(Evaluation.sample(Evaluation.udp()).build());
        assertThat(asked[0]).isEqualTo(2);
    }

    @Test
    void aSetGivesWhatItsDefinitionsGiveAlone() {
        List<FlowDefinition> definitions = definitions();
        DefinitionSet together = new DefinitionSet(definitions, Sampling.TABLE);
        List<CompiledFlow> alone = definitions.stream().map(Evaluation::compile).toList();
        int[] matches = new int[1];
        Sampling sampling = new Sampling(sample -> {
                    for (int i = 0; i < alone.size(); i++) {
                        CompiledFlow flow = together.flows().get(i);
                        boolean matched = flow.evaluate(sample);
                        assertThat(matched).isEqualTo(alone.get(i).evaluate(sample));
                        if (matched) {
                            matches[0]++;
                            assertThat(flow.key().copy())
                                    .isEqualTo(alone.get(i).key().copy());
                            assertThat(flow.value()).isEqualTo(alone.get(i).value());
                            assertThat(flow.values())
                                    .containsExactly(alone.get(i).values());
                        }
                    }
                })
                .lookups(lookups());
        datagrams(DEMO).stream().limit(100).forEach(sampling::datagram);
        assertThat(matches[0]).isGreaterThan(1000);
    }

    @Test
    void whatASampleHasRulesOutNoDefinitionThatAcceptsIt() {
        DefinitionSet set = new DefinitionSet(definitions(), Sampling.TABLE);
        int[] accepted = new int[1];
        int[] ruledOut = new int[1];
        Sampling sampling = new Sampling(sample -> {
                    for (CompiledFlow flow : set.flows()) {
                        boolean may = sample.kind() != SampleContext.Kind.FLOW || flow.mayMatch(sample.parts());
                        boolean accepts = flow.evaluate(sample);
                        assertThat(may || !accepts).as(flow.definition().name()).isTrue();
                        accepted[0] += accepts ? 1 : 0;
                        ruledOut[0] += may ? 0 : 1;
                    }
                })
                .lookups(lookups());
        traffic().forEach(sampling::datagram);
        assertThat(accepted[0]).isGreaterThan(1000);
        assertThat(ruledOut[0]).isGreaterThan(1000);
    }

    @Test
    void theHashOfAKeyIsThatOfItsWordsHoweverTheyWerePutTogether() {
        DefinitionSet set = new DefinitionSet(definitions(), Sampling.TABLE);
        int[] packed = new int[1];
        Sampling sampling = new Sampling(sample -> {
                    for (CompiledFlow flow : set.flows()) {
                        int words = Math.ceilDiv(Math.max(1, flow.layout().width()) - 1, Long.BYTES);
                        long[] into = new long[words];
                        if (flow.evaluate(sample, null, into, 0) && flow.isPacked()) {
                            packed[0]++;
                            assertThat(flow.keyHash()).isEqualTo(KeyWords.hash(into, 0, words));
                            ByteBuffer bytes = ByteBuffer.allocate(1 + words * Long.BYTES);
                            bytes.slice(1, words * Long.BYTES).asLongBuffer().put(into);
                            assertThat(Arrays.copyOf(
                                            bytes.array(), flow.layout().width()))
                                    .isEqualTo(flow.key().copy());
                        }
                    }
                })
                .lookups(lookups());
        traffic().forEach(sampling::datagram);
        assertThat(packed[0]).isGreaterThan(1000);
    }

    @Test
    void aKeyIsTheSameWhereItsPlacesAreKnownFromAnotherHeaderOfTheShape() {
        List<FlowDefinition> plain = new ArrayList<>(definitions());
        for (String keys : List.of(
                "mask:ipsource:24,mask:ipdestination:9",
                "mask:ip6source:70,ipttl",
                "mask:ip6source:12,mask:ip6destination:200",
                "inputifindex,ethernetprotocol,outputifindex",
                "macsource,vlan,ethernetprotocol",
                "ipsource.1,ipdestination.1,ipttl",
                "mask:ipsource:0,stack",
                "stack")) {
            plain.add(definition("keys", keys, "value", "bytes"));
        }
        DefinitionSet set = new DefinitionSet(plain, Sampling.TABLE);
        Map<List<Object>, Optional<int[]>> placesOfShapes = new HashMap<>();
        int[] compared = new int[1];
        Sampling sampling = new Sampling(sample -> {
                    PacketLayers layers = sample.layers();
                    boolean shaped = sample.kind() == SampleContext.Kind.FLOW
                            && layers.shape() != PacketLayers.NO_SHAPE
                            && layers.from() >= Long.BYTES
                            && layers.count() > 0;
                    for (CompiledFlow flow : set.flows()) {
                        PlainKeys keys = flow.plainKeys();
                        if (shaped && keys != null) {
                            int detail = layers.detail(0) < 0 ? -1 : layers.detail(0) - layers.from();
                            Optional<int[]> places = placesOfShapes.computeIfAbsent(
                                    List.of(flow, layers.shape(), layers.innerShape(), detail),
                                    none -> Optional.ofNullable(keys.locate(layers)));
                            if (places.isPresent() && reach(places.get()) <= layers.innermostLimit() - layers.from()) {
                                compareWithPlaces(flow, sample, places.get());
                                compared[0]++;
                            }
                        }
                    }
                })
                .lookups(lookups());
        traffic().forEach(sampling::datagram);
        assertThat(compared[0]).isGreaterThan(10_000);
    }

    private static int reach(int[] places) {
        return IntStream.of(places).max().orElse(0);
    }

    private static void compareWithPlaces(CompiledFlow flow, SampleContext sample, int[] places) {
        int words = Math.ceilDiv(flow.layout().width() - 1, Long.BYTES);
        long[] found = new long[words];
        long[] expected = new long[words];
        boolean accepted = flow.evaluate(sample, null, expected, 0);
        byte[] key = accepted ? flow.key().copy() : new byte[0];
        long hash = flow.keyHash();
        assertThat(flow.evaluate(sample, places, found, 0)).isEqualTo(accepted);
        if (accepted) {
            assertThat(found).as(flow.definition().toString()).isEqualTo(expected);
            assertThat(flow.keyHash()).isEqualTo(hash);
            assertThat(flow.key().copy()).isEqualTo(key);
        }
    }

    @Test
    void theStackOfHeadersIsThatOfTheSampleWhateverCameBefore() {
        FlowDefinition stack = definition("keys", "stack", "value", "frames");
        CompiledFlow old =
                new DefinitionSet(List.of(stack), Sampling.TABLE).flows().getFirst();
        Set<String> stacks = new TreeSet<>();
        Sampling sampling = new Sampling(sample -> {
            boolean accepted = old.evaluate(sample);
            CompiledFlow fresh =
                    new DefinitionSet(List.of(stack), Sampling.TABLE).flows().getFirst();
            assertThat(fresh.evaluate(sample)).isEqualTo(accepted);
            if (accepted) {
                assertThat(old.key().copy()).isEqualTo(fresh.key().copy());
                byte[] key = old.key().copy();
                stacks.add(old.keyText(key, 0, key.length));
            }
        });
        traffic().forEach(sampling::datagram);
        assertThat(stacks).hasSizeGreaterThan(5).contains("eth.ip.tcp");
    }

    /** Equal texts are equal bytes and the other way round, whatever separates the values. */
    @ParameterizedTest
    @ValueSource(strings = {",", "_SEP_", "", ".", "-", "1", ":"})
    void keysOfEqualTextAreEqualBytes(String separator) {
        for (String keys : List.of(
                "ipsource,ipdestination,ipprotocol",
                "or:ip6source:ipsource,stack,null:vlan:none",
                "stack,null:[suffix:stack:.:1]",
                "ipttl,ipid,ipbytes",
                "null:tcpflags,ipflags,macsource,inputifindex",
                "or:label:stack,or:i64:ipttl",
                "mask:ipsource:24,null:direction")) {
            CompiledFlow flow = Evaluation.compile(definition("value", "samplingrate", "keys", keys, "fs", separator));
            Map<String, String> textOf = new HashMap<>();
            Map<String, String> bytesOf = new HashMap<>();
            Sampling sampling = new Sampling(sample -> {
                if (flow.evaluate(sample)) {
                    byte[] key = flow.key().copy();
                    String bytes = HexFormat.of().formatHex(key);
                    String text = flow.keyText(key, 0, key.length);
                    assertThat(textOf.computeIfAbsent(bytes, same -> text)).isEqualTo(text);
                    assertThat(bytesOf.computeIfAbsent(text, same -> bytes)).isEqualTo(bytes);
                }
            });
            traffic().forEach(sampling::datagram);
            assertThat(textOf).as(keys).isNotEmpty();
        }
    }

    @Test
    void dropNoticesAreForDefinitionsOfDropsOnly() {
        DefinitionSet set = new DefinitionSet(
                List.of(
                        definition("keys", "reason", "value", "frames", "dropped", true),
                        definition("keys", "ds", "value", "frames")),
                Sampling.TABLE);
        List<String> keys = new ArrayList<>();
        new Sampling(sample -> set.flows().forEach(flow -> keys.add(Evaluation.keyOf(flow, sample))))
                .datagram(new weir.testing.DatagramBuilder()
                        .discarded(s -> s.source(0, 4).reason(258))
                        .flow(s -> s.source(0, 3))
                        .build());
        assertThat(keys).containsExactly("acl", Evaluation.NONE, Evaluation.NONE, "3");
    }
}
