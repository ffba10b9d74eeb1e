package weir.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.key.FlowDefinition;

/** Functions that define. Source: script API reference, 4.1, 5.1, 6 and 7.1. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DefinitionFunctionsTest {

    @TempDir
    private Path folder;

    @Test
    void flowsAreDefinedFromWhateverScriptsHandOver() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(
                            scripts.eval(
                                    "[setFlow('f', {keys:['ipsource','ipdestination'], value:'bytes', values:['avg:bytes'], n:'n',"
                                            + " t:'2', fs:'_', filter:null, log:true, other:{}}), setFlow('g', {value:'frames'}), setFlow('f/g', {value:'bytes'}),"
                                            + " setFlow('h', {keys:'ipsource'}), setFlow('h', {value:'bytes', filter:'('}), setFlow('h'),"
                                            + " setFlow('h', {keys:'nofunction:x', value:'bytes'}), clearFlow('g'), clearFlow('g')]"))
                    .isEqualTo("[true,true,false,false,false,false,false,true,true]");
            Map<String, FlowDefinition> known = scripts.engine().flows().definitions();
            assertThat(known).containsOnlyKeys("f");
            assertThat(known.get("f").attributes().toString())
                    .isEqualTo(
                            "{keys=ipsource,ipdestination, value=bytes, values=avg:bytes, n=5, t=2, fs=_, log=true, activeTimeout=60}");
        }
    }

    @Test
    void thresholdsAreDefined() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval(
                            "[setThreshold('t', {metric:'load_one', value:'1000000', timeout:'0.5', byFlow:true,"
                                    + " filter:{ifspeed:[10000000000], host_name:'a'}}), setThreshold('u', {metric:'x'}), setThreshold('u', {value:1}),"
                                    + " clearThreshold('nothing')]"))
                    .isEqualTo("[true,false,false,true]");
            assertThat(scripts.engine().events().threshold("t").attributes().toString())
                    .isEqualTo(
                            "{metric=load_one, value=1000000.0, filter={ifspeed=[10000000000], host_name=[a]}, byFlow=true, timeout=0.5}");
        }
    }

    @Test
    void groupsAndMapsAreDefinedAndClearedWithNull() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval(
                            "[setGroups('g', {a:['10.0.0.0/8','FC00::/7'], b:'192.168.0.1'}), setGroups('h', {a:['10.0.0.0/33']}),"
                                    + " setMap('m', {web:[80,'443'], dns:53}), setGroups('gone', {a:[]}), setGroups('gone', null),"
                                    + " setMap('m2', {a:1}), setMap('m2')]"))
                    .isEqualTo("[true,false,true,true,true,true,true]");
            assertThat(scripts.engine().lookups().groups()).containsOnlyKeys("g");
            assertThat(scripts.engine().lookups().group("g").toString()).contains("192.168.0.1");
            assertThat(scripts.engine().lookups().map("m").toString()).isEqualTo("{web=[80, 443], dns=[53]}");
            assertThat(scripts.engine().lookups().maps()).containsOnlyKeys("m");
        }
    }

    @Test
    void datagramsAreForwardedAndTenantsMade() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval(
                            "[setForward('f', '127.0.0.1', 9999), setForward('g', {address:'127.0.0.1', port:'9998', agents:['10.0.0.1']}),"
                                    + " setForward('h', 'no.such.host.invalid'), setTenant('t', {collectorAddress:'127.0.0.1', collectorPort:9997,"
                                    + " filters:{cidr:['10.0.0.0/8']}}), clearForward('g')]"))
                    .isEqualTo("[true,true,false,true,true]");
            assertThat(scripts.engine().relays().forwardings()).containsOnlyKeys("f");
            assertThat(scripts.engine().relays().tenants()).containsOnlyKeys("t");
        }
    }

    @Test
    void topologyKeepsItsVersionWhenItIsInstalledAgain() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval(
                            "[getTopology(), topologyVersion(), topologyNodeNames(), topologyLinkNames(true), topologyLinkMetric('l','x'),"
                                    + " setTopology(null), setTopology('x')]"))
                    .isEqualTo("[null,null,null,null,null,false,false]");
            assertThat(scripts.eval(
                            "(function(){ var t = {nodes:{b:{agent:'10.0.0.1', ports:{p1:{ifindex:3, tags:{x:1}}}, tags:{site:'s'}}, a:{}},"
                                    + " links:{l:{node1:'b', port1:'p1', node2:'c', port2:'q', tag:'old', tags:{k:'v'}}}};"
                                    + " return [setTopology(t), topologyVersion(), setTopology(t), topologyVersion(), (t.nodes.d = {}, setTopology(t)),"
                                    + " topologyVersion(), setTopology(getTopology()), topologyVersion()] })()"))
                    .isEqualTo("[true,0,true,0,true,1,true,1]");
            assertThat(scripts.eval("getTopology().links.l"))
                    .isEqualTo(
                            "{\"node1\":\"b\",\"port1\":\"p1\",\"node2\":\"c\",\"port2\":\"q\",\"tags\":{\"k\":\"v\"}}");
            assertThat(
                            scripts.eval(
                                    "[topologyNodeNames(true), topologyLinkNames(), topologyLink('l').node2, topologyLink('x'),"
                                            + " topologyNode('b').agent, topologyNodeLinks('c'), topologyNodeLinks('a'), topologyNodePortNames('b'),"
                                            + " topologyNodePortNames('c'), topologyNodeTag('b','site'), topologyNodeTag('b','x'), topologyLinkTag('l','k'),"
                                            + " topologyPortTag('b','p1','x'), topologyPortTag('b','p9','x'), topologyTags(), topologyAgentForNode('b'),"
                                            + " topologyAgentForNode('c'), topologyPortToInterface('b','p1'), topologyPortToInterface('b','p9'),"
                                            + " topologyLinkToInterfaces('l'), topologyLinkMetric('l','ifinoctets,ifoutoctets')]"))
                    .isEqualTo("[[\"a\",\"b\",\"c\",\"d\"],[\"l\"],\"c\",null,\"10.0.0.1\","
                            + "[{\"linkname\":\"l\",\"localport\":\"q\",\"remotenode\":\"b\",\"remoteport\":\"p1\"}],null,[\"p1\"],[\"q\"],"
                            + "\"s\",null,\"v\",\"1\",null,[\"k\",\"site\",\"x\"],\"10.0.0.1\",null,"
                            + "{\"agent\":\"10.0.0.1\",\"ifindex\":\"3\"},null,"
                            + "{\"node1\":\"b\",\"port1\":\"p1\",\"agent1\":\"10.0.0.1\",\"ifindex1\":\"3\",\"node2\":\"c\",\"port2\":\"q\"},"
                            + "[{},{},{},{}]]");
            assertThat(
                            scripts.eval(
                                    "[topologyDiameter(), topologyShortestPath('c','b'), topologyShortestPath('b','b'),"
                                            + " topologyShortestPaths('b','c',3).length, topologyMinimumSpanningTree(),"
                                            + " (function(){ try { topologyShortestPath('b','nowhere') } catch (e) { return e.name } })(),"
                                            + " topologyLocatedHostMacs(), topologyLocateHostIP('10.0.0.1'), hostForMAC('x'), hostForIP('10.9.9.9')]"))
                    .isEqualTo(
                            "[1,[{\"linkname\":\"l\",\"startnode\":\"c\",\"startport\":\"q\",\"endnode\":\"b\",\"endport\":\"p1\"}],[],1,"
                                    + "[\"l\"],\"InternalError\",[],[],null,null]");
        }
    }
}
