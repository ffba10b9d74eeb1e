package weir.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.script.call.FunctionRow;
import weir.script.call.FunctionTable;

/** What scripts find in their global scope, and what they can do with it. Source: script API reference, 1.4 and 15. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GlobalScopeTest {

    /** Functions of the reference, in section 15. */
    private static final String INDEX = """
            activeFlows agents analyzer base64Decode base64Encode baselineCheck baselineCreate
            baselineDelete baselineReset baselineStatistics bgpAddFlow bgpAddNeighbor bgpAddRoute bgpAddSource
            bgpClearNextHops bgpFlowCount bgpFlows bgpGetRoute bgpPrefixForAddress bgpRemoveFlow
            bgpRemoveNeighbor bgpRemoveRoute bgpRemoveSource bgpRouteCount bgpRoutes bgpSetNextHops
            bgpTopPrefixes bgpTopPrefixes6 clearEventHandler clearFlow clearFlowHandler
            clearForward clearHttpHandler clearIntervalHandler clearThreshold clearTimeout datasourceInfo
            dnsGetAllByName dump flowKeys flowLocations flowValue flowValues formatDate formatNumber
            getSystemProperty getSystemPropertyNames getTopology getenv graphite hostForIP hostForIP6
            hostForMAC http http2 httpAsync ifName include ipRangeToCidrList logFine logInfo logSevere
            logWarning mask md5 metric metrics runCmd runCmdAsync scriptdir setEventHandler setFlow
            setFlowHandler setForward setGroups setHttpHandler setIntervalHandler setMap setTenant
            setThreshold setTimeout setTopology sharedDelete sharedGet sharedKeys sharedSet storeDelete
            storeGet storeKeys storeSet syslog table thresholdTriggered topologyAgentForNode
            topologyDiameter topologyInterfaceToLink topologyInterfaceToPort topologyLink
            topologyLinkMetric topologyLinkNames topologyLinkTag topologyLinkToInterfaces
            topologyLocateHostAgent topologyLocateHostIP topologyLocateHostIP6 topologyLocateHostMac
            topologyLocateHostUUID topologyLocatedHostMacs topologyMinimumSpanningTree topologyNodeLinks
            topologyNodeNames topologyNodePortNames topologyNodeTag topologyNodesForAgent topologyPortTag
            topologyPortToInterface topologyShortestPath topologyShortestPaths topologyTags topologyVersion
            version
            """;

    @TempDir
    private Path folder;

    @Test
    void everyNameOfTheReferenceIsAFunction() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            String[] names = INDEX.split("\\s+");
            assertThat(names).hasSize(121);
            for (String name : names) {
                assertThat(scripts.eval("typeof " + name)).as(name).isEqualTo("\"function\"");
            }
        }
    }

    @Test
    void everyNameOfTheTableIsAFunctionAndNoneIsListed() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            for (FunctionRow row : FunctionTable.rows()) {
                assertThat(scripts.eval("typeof " + row.name())).as(row.name()).isEqualTo("\"function\"");
            }
            assertThat(scripts.eval("Object.keys(this)")).isEqualTo("[]");
        }
    }

    @Test
    void declarationsHideFunctionsInThatScriptOnly() {
        String redeclaring =
                "var version = -1;\nfunction metric(){ return 7; }\nvar flowKeys = {};\nlet agents = [1];\n"
                        + "topN = {};\n";
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("eval.js", redeclaring + RunningScripts.EVALUATOR)
                .script("other.js", RunningScripts.EVALUATOR)
                .start()) {
            assertThat(scripts.eval(
                            "[version, metric(), flowKeys, agents, topN, this === (function(){return this})()]"))
                    .isEqualTo("[-1,7,{},[1],{},true]");
            String other = "JSON.stringify([version(), metrics(), Object.keys(agents()), typeof topN])";
            assertThat(scripts.ask("other.js", other, false).body()).isEqualTo("[\"0.1-7\",{},[],\"undefined\"]");
        }
    }

    @Test
    void wrapGlobalsPutsFunctionsIntoOneObject() {
        String text = "// author: me\n// wrapglobals: rt\n"
                + "rt.setHttpHandler(function(r) { return (0, eval)(r.body); });\n";
        try (RunningScripts scripts =
                RunningScripts.in(folder).script("eval.js", text).start()) {
            assertThat(scripts.eval("[typeof setFlow, typeof rt.setFlow, Object.keys(rt), rt.version()]"))
                    .isEqualTo("[\"undefined\",\"function\",[],\"0.1-7\"]");
            assertThat(scripts.eval("Object.getOwnPropertyNames(rt).length"))
                    .isEqualTo(Integer.toString(FunctionTable.rows().size()));
        }
    }

    @Test
    void javaIsOutOfReach() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(
                            scripts.eval(
                                    "[typeof java, typeof Packages, typeof importClass, typeof JavaAdapter, typeof getClass,"
                                            + " typeof console, typeof require, typeof print, typeof load, typeof setInterval]"))
                    .isEqualTo("[" + "\"undefined\",".repeat(9) + "\"undefined\"]");
            assertThat(scripts.eval("[typeof version.getClass, typeof 'x'.getClass, typeof agents().getClass,"
                            + " typeof [].constructor.constructor('return typeof java')()]"))
                    .isEqualTo("[\"undefined\",\"undefined\",\"undefined\",\"string\"]");
            assertThat(scripts.eval("(function(){ try { metric('ALL','x','text') } catch (e) {"
                            + " return [typeof e.javaException, typeof e.rhinoException, e.name] } })()"))
                    .isEqualTo("[\"undefined\",\"undefined\",\"InternalError\"]");
        }
    }

    @Test
    void oldAndNewFormsOfTheLanguageWork() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval("(function(){ var s = 0; for each (var x in [1,2]) s += x; return s; })()"))
                    .isEqualTo("3");
            assertThat(scripts.eval("[1,2].map(function(x) x * 2)")).isEqualTo("[2,4]");
            assertThat(
                            scripts.eval(
                                    "(function(){ var [,a,,b] = 'w,x,y,z'.split(','); let {c, d} = {c:1, d:2};"
                                            + " return [`${a}${b}`, c ** 2 + d, [...'ab'], 'a'.padStart(3), Object.entries({k:1})]; })()"))
                    .isEqualTo("[\"xz\",3,[\"a\",\"b\"],\"  a\",[[\"k\",1]]]");
            assertThat(scripts.eval(
                            "[new Date(0).toISOString(), new Date() instanceof Date, typeof Date(), Date.UTC(1970,0,2),"
                                    + " Array.isArray(new Array(3)), new Array(1,2) instanceof Array, Array.of(1), Array.from('ab'),"
                                    + " [3,1].sort(), Array.prototype.slice.call({length:1,0:5})]"))
                    .isEqualTo(
                            "[\"1970-01-01T00:00:00.000Z\",true,\"string\",86400000,true,true,[1],[\"a\",\"b\"],[1,3],[5]]");
        }
    }

    @Test
    void includeRunsAFileInTheGlobalScope() {
        RunningScripts.write(folder.resolve("inc.js"), "function shared() { return scriptdir(); }\nvar fromInc = 4;\n");
        String text = "include(scriptdir() + '/inc.js');\n" + RunningScripts.EVALUATOR;
        try (RunningScripts scripts =
                RunningScripts.in(folder).script("eval.js", text).start()) {
            assertThat(scripts.eval("[shared() == scriptdir(), fromInc]")).isEqualTo("[true,4]");
            assertThat(scripts.ask("eval.js", "try { include('none.js') } catch (e) { '' + e }", false)
                            .body())
                    .isEqualTo("InternalError: include: there is no file none.js");
        }
    }

    @Test
    void functionsOfBgpAnswerThatNoSessionIsUp() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval("[bgpAddNeighbor('10.0.0.1',65000,'0.0.0.1',null,function() {}),"
                            + " bgpAddRoute('10.0.0.1',{prefix:'10.1.0.0/16',nexthop:'10.0.0.2'}),"
                            + " bgpRouteCount('10.0.0.1'), bgpFlowCount('10.0.0.1'), bgpRoutes('10.0.0.1'),"
                            + " bgpTopPrefixes('10.0.0.1',10), bgpRemoveFlow('10.0.0.1',{})]"))
                    .isEqualTo("[null,false,-1,-1,null,null,false]");
        }
    }
}
