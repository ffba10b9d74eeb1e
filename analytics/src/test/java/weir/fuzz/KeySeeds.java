package weir.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.flow.attribute.FlowKey;
import weir.flow.attribute.SampleSeeds;
import weir.flow.attribute.Sampling;

/** Definitions and headers to start from. */
final class KeySeeds {

    private static final List<String> KEYS = List.of(
            "",
            "ipsource,ipdestination",
            "or:ip6source:ipsource,or:ip6destination:ipdestination, stack",
            "ipsource.1,vxlanvni,null:[country:ipsource]:unknown",
            "concat:\\::ipsource:udpsourceport,hash:macsource:macdestination",
            "group:ipsource:a:b,map:tcpdestinationport:services,oui:macsource:name",
            "prefix:stack:.:2,suffix:[uri:httpurl:path]:/:2,first:stack:.:ip:ip6",
            "mask:ipsource:24,if:ipprotocol:6:tcpsourceport:udpsourceport",
            "eq:ipsource:ipdestination,range:ipttl:1:63,bits:ipid:255,lc:stack,uc:dnsqname",
            "host:macsource:os_name,node:inputifindex,ifname:outputifindex,link:inputifindex,dns:ipsource,asn:ipsource:both",
            "label,i32,f,appname,httpurl,reason,agent,ds");
    private static final List<String> VALUES = List.of(
            "bytes", "frames", "avg:ipttl", "count:[mask:ipsource:8]", "rate:ipbytes", "duration", "bps", "max:tcprtt");
    private static final List<String> FILTERS = List.of(
            "",
            "ipprotocol=17&udpsourceport=53,123",
            "(ipflags=001|range:ipfragoffset:1=true)&group:ipdestination:local=customers",
            "direction=ingress&link:inputifindex=null",
            "tcpflags~.......1.|!(ip6source~fd00.*|vlan!=null)",
            "ipsource~10\\.1\\.(2\\|3\\).[0-9]{1\\,3}",
            "suffix:stack:.:1!=ibbt,tcp&ipttl!~6[0-4]+,null",
            "usersrc=a\\,b\\&c,null");

    private KeySeeds() {}

    /** Definitions, as {@link DefinitionCheck} takes them; every key and function is in one of them. */
    static List<String> definitions() {
        List<String> seeds = new ArrayList<>();
        for (int i = 0; i < KEYS.size() * FILTERS.size(); i++) {
            seeds.add(String.join(
                    "\n",
                    KEYS.get(i % KEYS.size()),
                    VALUES.get(i % VALUES.size()),
                    FILTERS.get(i % FILTERS.size()),
                    i % 2 == 0 ? "" : "frames,avg:ipttl",
                    i % 3 == 0 ? "_SEP_" : i % 3 == 1 ? "." : ","));
        }
        List<String> names = Sampling.TABLE.all().stream().map(FlowKey::name).toList();
        for (int i = 0; i + 4 < names.size(); i += 4) {
            List<String> some = names.subList(i, i + 4);
            seeds.add("null:" + String.join(",null:", some) + "\nsamplingrate\n" + some.getFirst() + "!=null");
        }
        return seeds;
    }

    /** Writes the seeds of one fuzzer into files of a directory, and makes another where the fuzzer keeps what it finds. */
    public static void main(String[] arguments) throws IOException {
        Path out = Files.createDirectories(Path.of(arguments[1]));
        Files.createDirectories(Path.of(arguments[2]));
        List<byte[]> seeds = arguments[0].equals("headers")
                ? SampleSeeds.headers()
                : definitions().stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(out.resolve("seed-" + i), seeds.get(i));
        }
    }
}
