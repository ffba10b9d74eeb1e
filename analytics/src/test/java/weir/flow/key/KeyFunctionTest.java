package weir.flow.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.lookup.AddressFacts;
import weir.lookup.AutonomousSystem;
import weir.lookup.Country;
import weir.lookup.GroupSet;
import weir.lookup.HostFacts;
import weir.lookup.Label;
import weir.lookup.Lookups;
import weir.lookup.OuiTable;
import weir.lookup.PortFacts;
import weir.lookup.ReverseNames;
import weir.lookup.ValueMap;
import weir.net.IpAddress;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/** Every key function, on encoded samples. */
class KeyFunctionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            nullValues = "null",
            value = {
                "concat:_:ipsource:ipdestination 10.1.2.3_10.0.0.2",
                "concat::ipsource:ipttl 10.1.2.364",
                "concat:\\::ipsource:udpsourceport 10.1.2.3:5000",
                "concat:\\,:ipsource:udpsourceport 10.1.2.3,5000",
                "concat:-:ipsource:ip6source null",
                "or:ip6source:ipsource 10.1.2.3",
                "or:ip6source:vlan null",
                "or:macsource:ipsource 020000000001",
                "range:udpsourceport::4999 false",
                "range:udpsourceport:5000:5000 true",
                "range:udpsourceport:5001 false",
                "range:udpsourceport: true",
                "range:samplingrate:99.5:100.5 true",
                "range:macsource:1 null",
                "range:vlan:1 null",
                "eq:udpsourceport:udpdestinationport false",
                "eq:ipprotocol:[bits:ipprotocol:255] true",
                "eq:ipsource:[or:ip6source:ipsource]:[null:ipsource:x] true",
                "eq:ipsource:vlan null",
                "eq:ipsource true",
                "if:ipprotocol:17:udpsourceport:macsource 5000",
                "if:ipprotocol:6:udpsourceport:macsource 020000000001",
                "if:ipprotocol:6:udpsourceport null",
                "if:vlan:6:udpsourceport:macsource null",
                "if:ipsource:10.1.2.3:ipttl 64",
                "if:stack:eth.ip.udp:ipttl 64",
                "bits:ipid:65280 4608",
                "bits:ipsource:1 null",
                "bits:[suffix:ipsource:.:1]:2 2",
                "bits:tcpflags:2 null",
                "null:ip6source:NA NA",
                "null:ip6source null",
                "null:ipsource:NA 10.1.2.3",
                "null:vlan:0 0",
                "suffix:ipsource:.:2 2.3",
                "suffix:stack:.:1 udp",
                "suffix:stack:.:9 eth.ip.udp",
                "suffix:vlan:.:1 null",
                "prefix:stack:.:2 eth.ip",
                "prefix:stack:.:3 eth.ip.udp",
                "prefix:ipsource:.:03 10.1.2",
                "prefix:stack:.ip.:1 eth",
                "first:stack:.:ip:ip6 ip",
                "first:stack:.:tcp:udp udp",
                "first:stack:.:tcp null",
                "first:stack:.:i null",
                "uc:stack ETH.IP.UDP",
                "lc:macsource 020000000001",
                "uc:vlan null",
                "mask:ipsource:24 10.1.2.0/24",
                "mask:ipsource:0 0.0.0.0/0",
                "mask:ipsource:32 10.1.2.3/32",
                "mask:ipsource:99 10.1.2.3/32",
                "mask:ipsource null",
                "mask:ip6source:64 null",
                "mask:udpsourceport:24 null",
                "mask:[or:ip6source:ipsource]:16 10.1.0.0/16",
                "hash:ipsource f6145d61",
                "hash:ipsource:udpsourceport 1cee1a51",
                "hash:ipsource:vlan null",
                "suffix:[concat:.:ipsource:[or:vlan:[null:ipttl:x]]]:.:2 3.64",
            })
    void computesOnUdpOverIpv4(String expression, @Nullable String expected) {
        // The function null has a text of its own for null.
        String wanted = expected != null ? expected : expression.startsWith("null:") ? "null" : Evaluation.NONE;
        assertThat(Evaluation.key(expression, Evaluation.udp())).isEqualTo(wanted);
    }

    @Test
    void hashIsCrc32OfTheJoinedValues() {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update("10.1.2.3,5000".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(Evaluation.key("hash:ipsource:udpsourceport", Evaluation.udp()))
                .isEqualTo(String.format("%08x", crc.getValue()));
    }

    @Test
    void emptyTextCanStandForNull() {
        assertThat(Evaluation.key("null:ip6source:", Evaluation.udp())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            nullValues = "null",
            value = {
                "mask:ip6source:32 2001:db8::/32",
                "mask:ip6source:0 ::/0",
                "mask:ip6source:64 2001:db8:1:2::/64",
                "mask:ip6source:65 2001:db8:1:2::/65",
                "mask:ip6source:128 2001:db8:1:2::3/128",
                "mask:ip6source:999 2001:db8:1:2::3/128",
                "bits:ip6flowlabel:261884 0",
                "or:ipsource:ip6source 2001:db8:1:2::3",
            })
    void computesOnTcpOverIpv6(String expression, @Nullable String expected) {
        assertThat(Evaluation.key(expression, Evaluation.tcp6())).isEqualTo(expected);
    }

    private static DatagramBuilder http(String url) {
        return new DatagramBuilder()
                .flow(s -> s.record(
                        0,
                        2206,
                        r -> r.u32s(2, 1001)
                                .string(url)
                                .string("www")
                                .string("")
                                .string("")
                                .string("10.1.2.3")
                                .string("Ännchen")
                                .string("")
                                .u64(1)
                                .u64(2)
                                .u32s(3, 200)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            nullValues = "null",
            value = {
                "http://localhost:8008/metrics/json.html?a=b/c#top scheme http",
                "http://localhost:8008/metrics/json.html?a=b/c#top authority localhost:8008",
                "http://localhost:8008/metrics/json.html?a=b/c#top host localhost",
                "http://localhost:8008/metrics/json.html?a=b/c#top port 8008",
                "http://localhost:8008/metrics/json.html?a=b/c#top path /metrics/json.html",
                "http://localhost:8008/metrics/json.html?a=b/c#top file json.html",
                "http://localhost:8008/metrics/json.html?a=b/c#top extension html",
                "http://localhost:8008/metrics/json.html?a=b/c#top query a=b/c",
                "http://localhost:8008/metrics/json.html?a=b/c#top fragment top",
                "https://ann@[2001:db8::1]:443/x host [2001:db8::1]",
                "https://ann@[2001:db8::1]:443/x port 443",
                "https://host/ port null",
                "https://host/ file null",
                "https://host path ''",
                "/metrics/json?x scheme null",
                "/metrics/json?x host null",
                "/metrics/json?x path /metrics/json",
                "/metrics/json?x file json",
                "/metrics/json?x extension null",
                "/metrics/json?x query x",
                "/metrics/json?x fragment null",
                "/a:b/c scheme null",
                "/a:b/c path /a:b/c",
                "/a.d/c extension null",
            })
    void takesPartsOfUrls(String url, String part, @Nullable String expected) {
        assertThat(Evaluation.key("uri:httpurl:" + part, http(url), Lookups.NONE))
                .isEqualTo(expected == null ? Evaluation.NONE : expected);
    }

    @Test
    void leadingDelimiterCountsAsAnEmptyToken() {
        assertThat(Evaluation.key("prefix:[uri:httpurl:path]:/:2", http("http://h:1/metrics/json"), Lookups.NONE))
                .isEqualTo("/metrics");
        assertThat(Evaluation.key("uri:httpurl", http("/x?y"), Lookups.NONE)).isEqualTo("/x?y");
    }

    @Test
    void changesCaseOfAllLetters() {
        assertThat(Evaluation.key("uc:httpauthuser", http("/"), Lookups.NONE)).isEqualTo("ÄNNCHEN");
        assertThat(Evaluation.key("lc:httpauthuser", http("/"), Lookups.NONE)).isEqualTo("ännchen");
    }

    @Test
    void groupTriesItsSetsInOrder() {
        Lookups lookups = Lookups.NONE
                .withGroups(
                        "one",
                        GroupSet.of(Map.of(
                                "a", List.of("10.0.0.0/8"), "b", List.of("10.1.0.0/16"), "c", List.of("10.1.2.3"))))
                .withGroups(
                        "two", GroupSet.of(Map.of("six", List.of("2001:db8::/32"), "other", List.of("10.1.2.0/24"))));
        DatagramBuilder udp = Evaluation.sample(Evaluation.udp());
        assertThat(Evaluation.key("group:ipsource:one", udp, lookups)).isEqualTo("c");
        assertThat(Evaluation.key("group:ipdestination:one", udp, lookups)).isEqualTo("a");
        assertThat(Evaluation.key("group:ipsource:two:one", udp, lookups)).isEqualTo("other");
        assertThat(Evaluation.key("group:ipdestination:two:one", udp, lookups)).isEqualTo("a");
        assertThat(Evaluation.key("group:ipsource:nothing", udp, lookups)).isEqualTo(Evaluation.NONE);
        assertThat(Evaluation.key("group:udpsourceport:one", udp, lookups)).isEqualTo(Evaluation.NONE);
        assertThat(Evaluation.key("group:[or:ipsource:ip6source]:two", Evaluation.sample(Evaluation.tcp6()), lookups))
                .isEqualTo("six");
        assertThat(Evaluation.key("group:httpxff:one", http("/"), lookups)).isEqualTo("c");
        assertThat(Evaluation.key("group:agent:one", udp, lookups)).isEqualTo("a");
    }

    @Test
    void mapFindsTheExactText() {
        Lookups lookups = Lookups.NONE
                .withMap("ports", ValueMap.of(Map.of("five", List.of(5000), "mac", List.of("020000000001"))))
                .withMap("more", ValueMap.of(Map.of("six", List.of("6000"), "lost", List.of("5000"))));
        DatagramBuilder udp = Evaluation.sample(Evaluation.udp());
        assertThat(Evaluation.key("map:udpsourceport:ports:more", udp, lookups)).isEqualTo("five");
        assertThat(Evaluation.key("map:udpdestinationport:ports:more", udp, lookups))
                .isEqualTo("six");
        assertThat(Evaluation.key("map:macsource:ports", udp, lookups)).isEqualTo("mac");
        assertThat(Evaluation.key("map:macdestination:ports", udp, lookups)).isEqualTo(Evaluation.NONE);
    }

    @Test
    void databasesTellCountryAndAutonomousSystem() {
        Lookups lookups = Lookups.NONE.withAddresses(new AddressFacts() {
            @Override
            public @Nullable Country country(boolean v6, long high, long low) {
                return v6 || low == 0x0A010203L ? Country.of("US", "United States") : null;
            }

            @Override
            public @Nullable AutonomousSystem system(boolean v6, long high, long low) {
                return low == 0x0A010203L && high == 0 ? AutonomousSystem.of(64500, "Example") : null;
            }
        });
        DatagramBuilder udp = Evaluation.sample(Evaluation.udp());
        assertThat(Evaluation.key("country:ipsource", udp, lookups)).isEqualTo("US");
        assertThat(Evaluation.key("country:ipsource:code", udp, lookups)).isEqualTo("US");
        assertThat(Evaluation.key("country:ipsource:name", udp, lookups)).isEqualTo("United States");
        assertThat(Evaluation.key("country:ipsource:both", udp, lookups)).isEqualTo("US-United States");
        assertThat(Evaluation.key("null:[country:ipdestination]:unknown", udp, lookups))
                .isEqualTo("unknown");
        assertThat(Evaluation.key("asn:ipsource", udp, lookups)).isEqualTo("64500");
        assertThat(Evaluation.key("asn:ipsource:descr", udp, lookups)).isEqualTo("Example");
        assertThat(Evaluation.key("asn:ipsource:both", udp, lookups)).isEqualTo("64500-Example");
        assertThat(Evaluation.key("asn:ipdestination", udp, lookups)).isEqualTo(Evaluation.NONE);
    }

    @Test
    void dnsIsNullAtFirstAndRemembersTheWish() {
        Set<IpAddress> wishes = new LinkedHashSet<>();
        Map<IpAddress, Label> known = new LinkedHashMap<>();
        ReverseNames names = (v6, high, low) -> {
            IpAddress address = new IpAddress(v6, high, low);
            Label name = known.get(address);
            if (name == null) {
                wishes.add(address);
            }
            return name;
        };
        Lookups lookups = Lookups.NONE.withNames(names);
        DatagramBuilder udp = Evaluation.sample(Evaluation.udp());
        assertThat(Evaluation.key("dns:ipsource", udp, lookups)).isEqualTo(Evaluation.NONE);
        assertThat(wishes).containsExactly(IpAddress.parse("10.1.2.3").orElseThrow());
        known.put(IpAddress.parse("10.1.2.3").orElseThrow(), Label.of("www.example.com."));
        assertThat(Evaluation.key("dns:ipsource", udp, lookups)).isEqualTo("www.example.com.");
        assertThat(Evaluation.key("dns:ipsource", udp, Lookups.NONE)).isEqualTo(Evaluation.NONE);
    }

    @Test
    void ouiGivesDigitsOrVendor() {
        Lookups lookups = Lookups.NONE.withVendors(OuiTable.parse(List.of("02-00-00 (hex) Example Corp.")));
        DatagramBuilder udp = Evaluation.sample(Evaluation.udp());
        assertThat(Evaluation.key("oui:macsource", udp, Lookups.NONE)).isEqualTo("020000");
        assertThat(Evaluation.key("oui:macsource:prefix", udp, lookups)).isEqualTo("020000");
        assertThat(Evaluation.key("oui:macsource:name", udp, lookups)).isEqualTo("Example Corp.");
        assertThat(Evaluation.key("oui:macsource:name", udp, Lookups.NONE)).isEqualTo(Evaluation.NONE);
        assertThat(Evaluation.key("oui:ipsource", udp, lookups)).isEqualTo(Evaluation.NONE);
    }

    @Test
    void hostIsFoundByMacAddressAndUuid() {
        Lookups lookups = Lookups.NONE.withHosts(new HostFacts() {
            @Override
            public @Nullable Label byMac(long mac, String metric) {
                return mac == 0x020000000001L ? Label.of(metric + "1") : null;
            }

            @Override
            public @Nullable Label byAddress(boolean v6, long high, long low, String metric) {
                return low == 0x0A010203L ? Label.of(metric + "2") : null;
            }

            @Override
            public @Nullable Label byUuid(byte[] utf8, int from, int to, String metric) {
                return to - from == "/uuid".length() ? Label.of(metric + "3") : null;
            }
        });
        DatagramBuilder udp = Evaluation.sample(Evaluation.udp());
        assertThat(Evaluation.key("host:macsource", udp, lookups)).isEqualTo("host_name1");
        assertThat(Evaluation.key("host:macsource:vir_host_name", udp, lookups)).isEqualTo("vir_host_name1");
        assertThat(Evaluation.key("host:ipsource:os_name", udp, lookups)).isEqualTo("os_name2");
        assertThat(Evaluation.key("host:httpurl", http("/uuid"), lookups)).isEqualTo("host_name3");
        assertThat(Evaluation.key("host:macdestination", udp, lookups)).isEqualTo(Evaluation.NONE);
        assertThat(Evaluation.key("host:udpsourceport", udp, lookups)).isEqualTo(Evaluation.NONE);
    }

    @Test
    void portsHaveNodesNamesAndLinks() {
        Lookups lookups = Lookups.NONE.withPorts(new PortFacts() {
            @Override
            public @Nullable Label node(boolean v6, long high, long low, long ifIndex) {
                return low == 0x0A000001L ? Label.of("leaf1") : null;
            }

            @Override
            public @Nullable Label interfaceName(boolean v6, long high, long low, long ifIndex) {
                return Label.of("swp" + ifIndex);
            }

            @Override
            public @Nullable Label link(boolean v6, long high, long low, long ifIndex) {
                return ifIndex == 2 ? Label.of("L2") : null;
            }
        });
        DatagramBuilder udp = Evaluation.sample(Evaluation.udp());
        assertThat(Evaluation.key("node:inputifindex", udp, lookups)).isEqualTo("leaf1");
        assertThat(Evaluation.key("ifname:outputifindex", udp, lookups)).isEqualTo("swp2");
        assertThat(Evaluation.key("link:outputifindex", udp, lookups)).isEqualTo("L2");
        assertThat(Evaluation.key("link:inputifindex", udp, lookups)).isEqualTo(Evaluation.NONE);
        DatagramBuilder internal =
                new DatagramBuilder().flow(s -> s.source(0, 1).input(0x3FFFFFFF));
        assertThat(Evaluation.key("ifname:inputifindex", internal, lookups)).isEqualTo(Evaluation.NONE);
    }

    @Test
    void theTableHasEveryPublishedFunctionAndNoOther() {
        assertThat(KeyFunctionTable.all().stream().map(KeyFunction::name))
                .containsExactlyInAnyOrder(
                        ("group map country asn dns oui host node ifname link mask prefix suffix first or null eq if range "
                                        + "concat bits hash lc uc uri")
                                .split(" "));
    }

    @Test
    void everyFunctionOfTheTableIsTestedHere() {
        List<String> untested = new ArrayList<>(
                KeyFunctionTable.all().stream().map(KeyFunction::name).toList());
        for (java.lang.reflect.Method method : KeyFunctionTest.class.getDeclaredMethods()) {
            CsvSource rows = method.getAnnotation(CsvSource.class);
            for (String row : rows == null ? new String[0] : rows.value()) {
                untested.remove(row.substring(0, Math.max(0, row.indexOf(':'))));
            }
        }
        // These ask for names and have tests of their own above.
        untested.removeAll(
                List.of("uri", "group", "map", "country", "asn", "dns", "oui", "host", "node", "ifname", "link"));
        assertThat(untested).isEmpty();
    }

    @Test
    void suffixedKeysReadInnerHeaders() {
        PacketBuilder vxlan = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "10.0.0.1", "10.0.0.2")
                .udp(50000, 4789)
                .hex("08000000 00138900")
                .ethernet(0x0800)
                .ipv4(6, "10.50.1.1", "10.50.1.2")
                .tcp(1, 2, 0x10);
        assertThat(Evaluation.key("vxlanvni,ipsource.1,ipdestination.1,tcpdestinationport", vxlan))
                .isEqualTo("5001,10.50.1.1,10.50.1.2,2");
        assertThat(Evaluation.key("ipsource.2", vxlan)).isEqualTo(Evaluation.NONE);
        assertThat(Evaluation.key("ipsource.9", vxlan)).isEqualTo(Evaluation.NONE);
        assertThat(Evaluation.key("bytes.1", vxlan)).isEqualTo(Evaluation.NONE);
    }
}
