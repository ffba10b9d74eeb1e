package weir.flow.attribute;

import static weir.flow.attribute.PacketCases.IP6;
import static weir.flow.attribute.PacketCases.ethernet;
import static weir.flow.attribute.PacketCases.udp;

import java.util.List;

/** Keys of InfiniBand in Ethernet, RoCEv1 and RoCEv2. */
final class InfinibandCases {

    private InfinibandCases() {}

    static List<KeyCase> all() {
        return List.of(
                KeyCase.packet(
                        "RoCEv1, RDMA write",
                        ethernet(0x8915)
                                .hex("60012345 0020 1B 40 fe800000000000000000000000000001")
                                .hex("fe800000000000000000000000000002")
                                .hex("0A 80 FFFF 00 000011 80 000001 0000000000000001 00000002 00001000"),
                        "ibgr_offset=14; ibgripver=6; ibgrtclass=0; ibgrlabel=74565; ibgrpaylen=32; "
                                + "ibgrnxthdr=27; ibgrhoplimit=64; ibgrsgid=fe80:0000:0000:0000:0000:0000:0000:0001; "
                                + "ibgrdgid=fe80:0000:0000:0000:0000:0000:0000:0002; ibbt_offset=54; ibbtopcode=10; "
                                + "ibbtoptransport=RC; ibbtopname=RDMA_WRITE; ibbtse=true; ibbtm=false; ibbttver=0; "
                                + "ibbtack=true; ibbtdestinationqp=17; ibbtrdmalen=4096; ibbtsourceqp=null; "
                                + "ibbtaethack=null; stack=eth.ibgr.ibbt"),
                roce(
                        "11 40 FFFF 00 000011 00 000001 1E 000001",
                        "ibbtopname=ACK; ibbtm=true; ibbtaethack=30; ibbtaethnak=null; ibbtaethrnrnak=null"),
                roce("11 40 FFFF 00 000011 00 000001 1F 000001", "ibbtaethack=null"),
                roce("11 40 FFFF 00 000011 00 000001 21 000001", "ibbtaethrnrnak=0.01; ibbtaethack=null"),
                roce("11 40 FFFF 00 000011 00 000001 62 000001", "ibbtaethnak=REMOTE_ACCESS_ERR"),
                roce(
                        "64 40 FFFF 00 000011 00 000001 00000001 00 000022",
                        "ibbtoptransport=UD; ibbtopname=SEND; ibbtsourceqp=34; ibbtrdmalen=null"),
                roce("81 40 FFFF 00 000011 00 000001", "ibbtoptransport=CNP; ibbtopname=CNP"),
                roce(
                        "AC 40 FFFF 00 000011 00 000001 00000005 0000000000000001 00000002 00002000",
                        "ibbtoptransport=XRC; ibbtopname=RDMA_READ; ibbtrdmalen=8192"),
                roce("14 4F FFFF 00 000011 00 000001", "ibbtopname=FETCH_ADD; ibbttver=15"),
                roce(
                        "06 40 FFFF 00 000011 00 000001 0000000000000001 00000002 00001000",
                        "ibbtopname=RDMA_WRITE; ibbtrdmalen=4096; ibbtack=false"),
                roce("0D 40 FFFF 00 000011 00 000001 00 000001", "ibbtopname=RDMA_READ_RESPONSE; ibbtaethack=null"),
                roce("12 40 FFFF 00 000011 00 000001 00 000001", "ibbtopname=ATOMIC_ACK; ibbtaethack=0"),
                roce("13 40 FFFF 00 000011 00 000001", "ibbtopname=SWAP"),
                roce("11 40 FFFF 00 000011 00 000001 3F 000001", "ibbtaethrnrnak=491.52"),
                roce("11 40 FFFF 00 000011 00 000001 60 000001", "ibbtaethnak=PSN_SEQ_ERR"),
                roce("11 40 FFFF 00 000011 00 000001 64 000001", "ibbtaethnak=INVALID_RD_REQ"),
                roce("11 40 FFFF 00 000011 00 000001 65 000001", "ibbtaethnak=null"),
                roce("24 40 FFFF 00 000011 00 000001", "ibbtoptransport=UC; ibbtopname=SEND; ibbtsourceqp=null"),
                roce(
                        "44 40 FFFF 00 000011 00 000001 00000009 00000001 00 000023",
                        "ibbtoptransport=RD; ibbtopname=SEND; ibbtsourceqp=35"),
                roce("FF 40 FFFF 00 000011 00 000001", "ibbtoptransport=null; ibbtopname=null; ibbtopcode=255"),
                KeyCase.packet(
                        "RoCEv2 over IPv6",
                        ethernet(IP6)
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(49152, 4791)
                                .hex("0A 40 FFFF 00 000011 80 000001 0000000000000001 00000002 00001000"),
                        "ibbt_offset=62; ibbtopname=RDMA_WRITE; ibbtdestinationqp=17; ibgr_offset=null; "
                                + "stack=eth.ip6.udp.ibbt"));
    }

    private static KeyCase roce(String transport, String expected) {
        return KeyCase.packet(
                "RoCEv2 " + transport, udp(40000, 4791).hex(transport).zeros(4), expected);
    }
}
