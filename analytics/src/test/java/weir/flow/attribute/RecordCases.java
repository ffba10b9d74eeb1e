package weir.flow.attribute;

import java.util.List;
import java.util.stream.Stream;
import weir.testing.DatagramBuilder;

/** Keys of samples and of the records in them. */
final class RecordCases {

    private RecordCases() {}

    static List<KeyCase> all() {
        return Stream.of(samples(), packets(), extended(), ApplicationCases.all())
                .flatMap(List::stream)
                .toList();
    }

    private static List<KeyCase> samples() {
        return List.of(
                KeyCase.of(
                        "interface as a data source",
                        new DatagramBuilder()
                                .agent("192.0.2.1")
                                .flow(s -> s.source(0, 3).rate(1000).input(3).output(7)),
                        "agent=192.0.2.1; ds=3; inputifindex=3; outputifindex=7; direction=ingress; "
                                + "samplingrate=1000.0; frames=1; bytes=null; outputifcount=null; "
                                + "outputdiscardreason=null; reason=null; stack=null"),
                KeyCase.of(
                        "IPv6 agent, sampled on the way out",
                        new DatagramBuilder()
                                .agent("2001:db8::a")
                                .expandedFlow(s -> s.source(0, 9).input(3).output(9)),
                        "agent=2001:db8::a; ds=9; direction=egress"),
                KeyCase.flow(
                        "unknown interfaces",
                        s -> s.source(0, 3),
                        "inputifindex=unknown; outputifindex=unknown; direction=null"),
                KeyCase.flow(
                        "internal interface",
                        s -> s.source(0, 3).input(0x3FFFFFFF).output(0x3FFFFFFF),
                        "inputifindex=internal; outputifindex=internal"),
                KeyCase.flow(
                        "several outputs",
                        s -> s.source(3, 65537).input(3).output(2, 7),
                        "outputifindex=multiple; outputifcount=7; ds=3.65537; direction=null"),
                KeyCase.flow(
                        "an unknown number of outputs",
                        s -> s.output(2, 0),
                        "outputifindex=multiple; outputifcount=null"),
                KeyCase.flow(
                        "discarded",
                        s -> s.output(1, 258),
                        "outputifindex=discard; outputdiscardreason=acl; reason=null"),
                KeyCase.flow(
                        "physical entity counts as its input interface",
                        s -> s.source(2, 1000).input(5).output(6),
                        "ds=5; direction=ingress"),
                KeyCase.flow("physical entity without an input interface", s -> s.source(2, 1), "ds=0; direction=null"),
                KeyCase.of(
                        "drop notice",
                        new DatagramBuilder()
                                .discarded(
                                        s -> s.source(0, 4).input(4).reason(372).header(70, new byte[] {
                                            2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0
                                        })),
                        "reason=bgp_flowspec; inputifindex=4; outputifindex=null; ds=4; frames=1; bytes=70; "
                                + "samplingrate=1.0; macsource=020000000001"),
                KeyCase.of(
                        "drop for a reason without a name, at no interface",
                        new DatagramBuilder().discarded(s -> s.source(2, 1).reason(999)),
                        "reason=unknown_code_999; inputifindex=null; ds=0"),
                KeyCase.of(
                        "drop reason that is spelled by tradition",
                        new DatagramBuilder().discarded(s -> s.reason(12)),
                        "reason=dst_host_tos_unreacheable"),
                KeyCase.of(
                        "custom flow",
                        new DatagramBuilder()
                                .rtflow(
                                        "probe1",
                                        10,
                                        0,
                                        f -> f.string("label", "L5")
                                                .entry("srcmac", 1, w -> w.mac("02000000000a"))
                                                .entry("ip", 2, w -> w.ip("10.9.8.5"))
                                                .entry("ip6", 3, w -> w.ip("fd00::5"))
                                                .entry("i32", 4, w -> w.u32(-5))
                                                .entry("i64", 5, w -> w.u64(25000000000L))
                                                .entry("f", 6, w -> w.f32(2.5))
                                                .entry("d", 7, w -> w.f64(3.0))),
                        "ds=probe1; agent=10.0.0.1; samplingrate=10.0; requests=1; label=L5; "
                                + "srcmac=02000000000A; ip=10.9.8.5; ip6=fd00::5; i32=-5; i64=25000000000; f=2.5; "
                                + "d=3.0; frames=null; nothing=null; direction=null; inputifindex=null"));
    }

    private static List<KeyCase> packets() {
        return List.of(
                KeyCase.record(
                        "sampled Ethernet",
                        2,
                        r -> r.u32(1518).mac("0200000000A1").mac("FFFFFFFFFFFF").u32(2048),
                        "bytes=1518; macsource=0200000000A1; macdestination=FFFFFFFFFFFF; "
                                + "ethernetprotocol=2048; isbroadcast=true; isunicast=false; ismulticast=false; "
                                + "frames=1"),
                KeyCase.record(
                        "sampled Ethernet without padding",
                        2,
                        r -> r.u32(1518)
                                .mac6("0200000000A1")
                                .mac6("0100000000A2")
                                .u32(2048),
                        "macsource=0200000000A1; macdestination=0100000000A2; ismulticast=true"),
                KeyCase.record(
                        "sampled IPv4, TCP",
                        3,
                        r -> r.u32s(1500, 6).ip("10.0.0.1").ip("10.0.0.2").u32s(80, 40000, 0x12, 0xBB),
                        "bytes=1500; ipsource=10.0.0.1; ipdestination=10.0.0.2; ipprotocol=6; "
                                + "iptos=10111011; ipdscp=46; ipdscpname=ef(46); ipecn=11; tcpsourceport=80; "
                                + "tcpdestinationport=40000; tcpflags=000010010; udpsourceport=null; frames=1"),
                KeyCase.record(
                        "sampled IPv4, UDP",
                        3,
                        r -> r.u32s(1500, 17).ip("10.0.0.1").ip("10.0.0.2").u32s(53, 40000, 0, 0),
                        "udpsourceport=53; udpdestinationport=40000; tcpflags=null"),
                KeyCase.record(
                        "sampled IPv6, TCP",
                        4,
                        r -> r.u32s(1500, 6).ip("2001:db8::1").ip("2001:db8::2").u32s(80, 40000, 0x02, 0x28),
                        "bytes=1500; ip6source=2001:db8::1; ip6destination=2001:db8::2; ip6nexthdr=6; "
                                + "ip6dscp=10; ip6dscpname=af11(10); ip6ecn=00; tcpsourceport=80; "
                                + "tcpdestinationport=40000; tcpflags=000000010"),
                KeyCase.record(
                        "sampled IPv6, UDP",
                        4,
                        r -> r.u32s(1500, 17)
                                .ip("2001:db8::1")
                                .ip("2001:db8::2")
                                .u32s(53, 40000, 0, 0),
                        "udpsourceport=53; udpdestinationport=40000"));
    }

    private static List<KeyCase> extended() {
        return List.of(
                KeyCase.record(
                        "switch",
                        1001,
                        r -> r.u32s(10, 1, 20, 2),
                        "vlansource=10; prioritysource=1; vlandestination=20; prioritydestination=2"),
                KeyCase.record(
                        "router",
                        1002,
                        r -> r.address("192.0.2.9").u32s(24, 16),
                        "ipnexthoprouter=192.0.2.9; ip6nexthoprouter=null; ipsourcemaskbits=24; "
                                + "ipdestinationmaskbits=16"),
                KeyCase.record(
                        "router for IPv6",
                        1002,
                        r -> r.address("2001:db8::9").u32s(48, 32),
                        "ipnexthoprouter=null; ip6nexthoprouter=2001:db8::9"),
                KeyCase.record(
                        "router without a next hop",
                        1002,
                        r -> r.address("").u32s(24, 16),
                        "ipnexthoprouter=null; ip6nexthoprouter=null; ipsourcemaskbits=24"),
                KeyCase.record(
                        "gateway",
                        1003,
                        r -> r.address("192.0.2.9")
                                .u32s(65000, 64501, 64502)
                                .u32(2)
                                .u32(2)
                                .list(100, 200, 300)
                                .u32(1)
                                .list(400, 500)
                                .list(65000L << 16 | 1, 65000L << 16 | 2)
                                .u32(150),
                        "bgpnexthop=192.0.2.9; bgpnexthop6=null; bgpas=65000; bgpsourceas=64501; "
                                + "bgpsourcepeeras=64502; bgpdestinationaspath=100-200-300-(400-500); "
                                + "bgpdestinationpeeras=100; bgpdestinationas=null; bgpcommunities=65000:1-65000:2; "
                                + "bgplocalpref=150"),
                KeyCase.record(
                        "gateway with one sequence",
                        1003,
                        r -> r.address("2001:db8::9")
                                .u32s(65000, 64501, 64502)
                                .u32(1)
                                .u32(2)
                                .list(100, 4200000000L)
                                .list()
                                .u32(150),
                        "bgpnexthop6=2001:db8::9; bgpdestinationaspath=100-4200000000; "
                                + "bgpdestinationas=4200000000; bgpcommunities=null"),
                KeyCase.record(
                        "gateway of its own network",
                        1003,
                        r -> r.address("192.0.2.9")
                                .u32s(65000, 64501, 64502)
                                .u32(0)
                                .list()
                                .u32(150),
                        "bgpdestinationaspath=null; bgpdestinationpeeras=65000; bgpdestinationas=65000"),
                KeyCase.record(
                        "user", 1004, r -> r.u32(106).string("ann").u32(106).string("bob"), "usersrc=ann; userdst=bob"),
                KeyCase.record(
                        "user in no known characters",
                        1004,
                        r -> r.u32(3)
                                .opaque(new byte[] {'a', (byte) 0xFF, 'b'})
                                .u32(106)
                                .string("ü"),
                        "usersrc=a\uFFFDb; userdst=ü"),
                KeyCase.record(
                        "URL",
                        1005,
                        r -> r.u32(1).string("http://x/y").string("x"),
                        "url=http://x/y; urlhost=x; urldirection=source"),
                KeyCase.record(
                        "MPLS",
                        1006,
                        r -> r.address("192.0.2.9").list(98575937, 65601).list(7),
                        "mplsnexthoprouter=192.0.2.9; mplsstackin=98575937-65601; mplsstackout=7"),
                KeyCase.record(
                        "NAT",
                        1007,
                        r -> r.address("192.0.2.1").address("192.0.2.2"),
                        "natsrc=192.0.2.1; natdst=192.0.2.2; natsrc6=null"),
                KeyCase.record(
                        "NAT of IPv6",
                        1007,
                        r -> r.address("2001:db8::1").address("2001:db8::2"),
                        "natsrc6=2001:db8::1; natdst6=2001:db8::2; natsrc=null"),
                KeyCase.record("NAT ports", 1020, r -> r.u32s(1024, 80), "natsrcport=1024; natdstport=80"),
                KeyCase.record(
                        "MPLS tunnel",
                        1008,
                        r -> r.string("lsp1").u32s(5, 6),
                        "mplstunnellspname=lsp1; mplstunnelid=5; mplstunnelcos=6"),
                KeyCase.record(
                        "MPLS virtual circuit",
                        1009,
                        r -> r.string("vc1").u32s(5, 6),
                        "mplsvcinstancename=vc1; mplsvcvllid=5; mplsvclabelcos=6"),
                KeyCase.record("MPLS FTN", 1010, r -> r.string("ftn").u32(24), "mplsftndescr=ftn; mplsftnmask=24"),
                KeyCase.record("MPLS FEC", 1011, r -> r.u32(24), "mplsfecaddrprefixlen=24"),
                KeyCase.record(
                        "VLAN tunnel",
                        1012,
                        r -> r.list(0x88A8012CL, 0x810000C8L),
                        "vlantunnelstack=2292711724-2164261064"),
                KeyCase.record("egress queue", 1036, r -> r.u32(3), "queueindex=3"),
                KeyCase.record(
                        "access list",
                        1037,
                        r -> r.u32(7).string("deny-all").u32(1),
                        "aclnumber=7; aclname=deny-all; acldirection=ingress"),
                KeyCase.record("function", 1038, r -> r.string("ip_forward"), "function=ip_forward"),
                KeyCase.record("transit delay", 1039, r -> r.u32(1200), "transitdelay=1200"),
                KeyCase.record("queue depth", 1040, r -> r.u32(4096), "queuedepth=4096"),
                KeyCase.record(
                        "hardware trap",
                        1041,
                        r -> r.string("l2_drops").string("blackhole"),
                        "hw_trap_group=l2_drops; hw_trap_name=blackhole"),
                KeyCase.record("Linux drop reason", 1042, r -> r.string("NO_SOCKET"), "linux_drop_reason=NO_SOCKET"),
                KeyCase.record("time stamp", 1043, r -> r.u64(1795328851000000000L), "timestamp=1795328851000000000"),
                KeyCase.record("entities", 2210, r -> r.u32s(3, 17, 0, 5), "dssource=3.17; dsdestination=5"),
                KeyCase.record("unknown entities", 2210, r -> r.u32s(0, 0, 0, 0), "dssource=null; dsdestination=null"),
                KeyCase.record(
                        "TCP performance",
                        2209,
                        r -> r.u32s(2, 1448, 1460, 1, 2, 3, 1500, 1000, 400, 10, 4, 900),
                        "tcpdirection=sent; tcpmsssnd=1448; tcpmssrcv=1460; tcpunacked=1; tcplost=2; "
                                + "tcpretrans=3; tcppmtu=1500; tcprtt=1000; tcprttvar=400; tcpcwndsnd=10; "
                                + "tcpreordering=4; tcprttmin=900; tcprttsdev=20.0; tcprttserr=0.02; tcprttwait=100; "
                                + "tcpsndbps=115840000"),
                KeyCase.record(
                        "TCP performance before the first round trip",
                        2209,
                        r -> r.u32s(1, 1448, 1460, 1, 2, 3, 1500, 0, 0, 10, 4, 0xFFFFFFFFL),
                        "tcpdirection=received; tcprttmin=null; tcprttwait=null; tcprttserr=null; "
                                + "tcpsndbps=null"));
    }
}
