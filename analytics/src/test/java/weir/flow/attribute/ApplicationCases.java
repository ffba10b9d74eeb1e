package weir.flow.attribute;

import java.util.List;
import java.util.stream.Stream;
import weir.testing.XdrWriter;

/** Keys of records of tunnels, Wi-Fi and applications. */
final class ApplicationCases {

    private ApplicationCases() {}

    static List<KeyCase> all() {
        return Stream.of(tunnels(), wifi(), applications())
                .flatMap(List::stream)
                .toList();
    }

    private static List<KeyCase> tunnels() {
        return List.of(
                tunnel2(1021, "output"),
                tunnel2(1022, "input"),
                tunnel4(1023, "output", 6, "tcp"),
                tunnel4(1024, "input", 6, "tcp"),
                tunnel4(1023, "output", 17, "udp"),
                tunnel4(1024, "input", 17, "udp"),
                tunnel6(1025, "output", 6, "tcp"),
                tunnel6(1026, "input", 6, "tcp"),
                tunnel6(1025, "output", 17, "udp"),
                tunnel6(1026, "input", 17, "udp"),
                KeyCase.record("decapsulated behind", 1027, r -> r.u32(50), "outputheaderoffset=50"),
                KeyCase.record("decapsulated before", 1028, r -> r.u32(50), "inputheaderoffset=50"),
                KeyCase.record("network behind", 1029, r -> r.u32(5001), "outputvni=5001"),
                KeyCase.record("network before", 1030, r -> r.u32(5001), "inputvni=5001"));
    }

    private static KeyCase tunnel2(int format, String way) {
        return KeyCase.record(
                way + " tunnel of Ethernet",
                format,
                r -> r.u32(100).mac("0200000000A1").mac("0200000000A2").u32(2048),
                "WAYmacsource=0200000000A1; WAYmacdestination=0200000000A2; WAYethernetprotocol=2048; macsource=null"
                        .replace("WAY", way));
    }

    private static KeyCase tunnel4(int format, String way, int protocol, String transport) {
        return KeyCase.record(
                way + " tunnel of IPv4, " + transport,
                format,
                r -> r.u32s(0, protocol).ip("192.0.2.1").ip("192.0.2.2").u32s(1000, 4789, 0, 0x28),
                ("WAYipsource=192.0.2.1; WAYipdestination=192.0.2.2; WAYiptos=00101000; WAYipdscp=10; "
                                + "WAYipdscpname=af11(10); WAYipecn=00; WAYUDPsourceport=1000; "
                                + "WAYUDPdestinationport=4789; ipsource=null; bytes=null")
                        .replace("WAY", way)
                        .replace("UDP", transport));
    }

    private static KeyCase tunnel6(int format, String way, int protocol, String transport) {
        return KeyCase.record(
                way + " tunnel of IPv6, " + transport,
                format,
                r -> r.u32s(0, protocol).ip("2001:db8::1").ip("2001:db8::2").u32s(1000, 4789, 0, 0),
                ("WAYip6source=2001:db8::1; WAYip6destination=2001:db8::2; WAYUDPsourceport=1000; "
                                + "WAYUDPdestinationport=4789")
                        .replace("WAY", way)
                        .replace("UDP", transport));
    }

    private static List<KeyCase> wifi() {
        return List.of(
                KeyCase.record(
                        "Wi-Fi payload",
                        1013,
                        r -> r.u32(0x000FAC04L).opaque(new byte[0]),
                        "ciphersuite=000FAC04; ciphersuiteoui=000FAC; ciphersuitetype=4"),
                KeyCase.record(
                        "Wi-Fi received",
                        1014,
                        r -> r.string("office")
                                .mac("0200000000A1")
                                .u32s(4, 36)
                                .u64(300000000)
                                .u32s(20, 110, 250),
                        "ssid=office; bssid=0200000000A1; wifiversion=n(4); wifichannel=36; speed=300000000; "
                                + "rsni=20; rcpi=110; duration=250; occupancy=0.025"),
                KeyCase.record(
                        "Wi-Fi sent",
                        1015,
                        r -> r.string("office")
                                .mac("0200000000A1")
                                .u32s(3, 2, 250, 750, 36)
                                .u64(54000000)
                                .u32(100),
                        "ssid=office; bssid=0200000000A1; wifiversion=g(3); wifichannel=36; speed=54000000; "
                                + "transmissions=2; duration=250; retransduration=750; occupancy=0.1; power=100"));
    }

    private static List<KeyCase> applications() {
        return List.of(
                KeyCase.record(
                        "socket",
                        2100,
                        r -> r.u32(6).ip("10.0.0.1").ip("10.0.0.2").u32s(80, 40000),
                        "protocol=6; serveraddress=10.0.0.1; clientaddress=10.0.0.2; serverport=80; "
                                + "clientport=40000"),
                KeyCase.record(
                        "socket of IPv6",
                        2101,
                        r -> r.u32(6).ip("2001:db8::1").ip("2001:db8::2").u32s(80, 40000),
                        "protocol=6; serveraddress6=2001:db8::1; clientaddress6=2001:db8::2; serverport=80; "
                                + "clientport=40000; serveraddress=null"),
                KeyCase.record(
                        "proxy socket",
                        2102,
                        r -> r.u32(6).ip("10.0.0.1").ip("10.0.0.2").u32s(40000, 80),
                        "proxyprotocol=6; proxyclientaddress=10.0.0.1; proxyserveraddress=10.0.0.2; "
                                + "proxyclientport=40000; proxyserverport=80"),
                KeyCase.record(
                        "proxy socket of IPv6",
                        2103,
                        r -> r.u32(6).ip("2001:db8::1").ip("2001:db8::2").u32s(40000, 80),
                        "proxyprotocol=6; proxyclientaddress6=2001:db8::1; proxyserveraddress6=2001:db8::2; "
                                + "proxyclientport=40000; proxyserverport=80"),
                KeyCase.record(
                        "memcache",
                        2200,
                        r -> r.u32s(1, 7).string("user:1").u32s(1, 512, 90, 1),
                        "requests=1; bytes=512; duration=90; memcacheprotocol=ASCII; memcachecommand=GET; "
                                + "memcachekey=user:1; memcachenumkeys=1; memcachestatus=OK; frames=null"),
                KeyCase.record(
                        "HTTP",
                        2206,
                        r -> http(r.u32s(2, 1001))
                                .string("10.7.7.7")
                                .string("ann")
                                .string("text/html")
                                .u64(100)
                                .u64(2000)
                                .u32s(1500, 200),
                        "requests=1; bytes=2100; reqbytes=100; respbytes=2000; duration=1500; "
                                + "httpmethod=GET; httpprotocol=1.1; httpurl=/metrics/json.html; httphost=www; "
                                + "httpreferer=http://ref/; httpuseragent=curl; httpxff=10.7.7.7; httpauthuser=ann; "
                                + "httpmimetype=text/html; httpstatus=200; frames=null"),
                KeyCase.record(
                        "older HTTP",
                        2201,
                        r -> http(r.u32s(0, 1000))
                                .string("ann")
                                .string("text/html")
                                .u64(2000)
                                .u32s(1500, 404),
                        "requests=1; bytes=2000; respbytes=2000; reqbytes=null; httpmethod=OTHER; "
                                + "httpprotocol=1.0; httpurl=/metrics/json.html; httphost=www; "
                                + "httpreferer=http://ref/; httpuseragent=curl; httpxff=null; httpauthuser=ann; "
                                + "httpmimetype=text/html; httpstatus=404; duration=1500"),
                KeyCase.record(
                        "older HTTP with two byte counts",
                        2201,
                        r -> http(r.u32(4))
                                .string("10.7.7.7")
                                .string("ann")
                                .string("text/html")
                                .u64(100)
                                .u64(2000)
                                .u32s(1500, 200),
                        "bytes=2100; reqbytes=100; httpxff=10.7.7.7; httpmethod=POST; httpprotocol=null"),
                KeyCase.record(
                        "proxied request",
                        2207,
                        r -> r.string("/x").string("origin"),
                        "httpproxyurl=/x; httpproxyhost=origin"),
                KeyCase.record(
                        "application",
                        2202,
                        r -> r.string("shop")
                                .string("order.buy")
                                .string("a=1")
                                .string("late")
                                .u64(100)
                                .u64(2000)
                                .u32s(700, 10),
                        "requests=1; bytes=2100; reqbytes=100; respbytes=2000; duration=700; appname=shop; "
                                + "appoperation=order.buy; appattributes=a=1; appstatus=UNAUTHORIZED; "
                                + "appstatusdescr=late; frames=null"),
                KeyCase.record(
                        "application in front",
                        2203,
                        r -> r.string("web").string("page").string("b=2"),
                        "appctxname=web; appctxoperation=page; appctxattributes=b=2"),
                KeyCase.record("who asked", 2204, r -> r.string("ann"), "appinitiator=ann"),
                KeyCase.record("what for", 2205, r -> r.string("cart"), "apptarget=cart"));
    }

    private static XdrWriter http(XdrWriter head) {
        return head.string("/metrics/json.html")
                .string("www")
                .string("http://ref/")
                .string("curl");
    }
}
