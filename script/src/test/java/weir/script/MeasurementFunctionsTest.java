package weir.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.script.js.Limits;

/** Functions that tell what was measured, over the recorded network of the demo. Source: script API reference, 2 to 5. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MeasurementFunctionsTest {

    private static final String SCRIPT = """
            setTopology({nodes:{leaf1:{agent:'10.255.0.11',ports:{swp1:{ifindex:'301'},swp2:{ifindex:'302'},swp3:{ifindex:'303'}}},
              spine1:{agent:'10.255.0.1',ports:{swp1:{ifindex:'101'}}}},
              links:{L1:{node1:'leaf1',port1:'swp3',node2:'spine1',port2:'swp1'}}});
            function place(found) { return found.map(l => l.node + ' ' + l.port + ' ' + l.agent + ' ' + l.ifindex).join(); }
            setFlow('pair', {keys:'ipsource,ipdestination', value:'bytes', values:'avg:bytes,count:ipttl', n:20, t:2});
            setThreshold('busy', {metric:'pair', value:1000, byFlow:true, timeout:600});
            setThreshold('port', {metric:'ifinoctets', value:1, timeout:'600'});
            var told = [];
            setEventHandler(function(evt) {
              told.push([evt.thresholdID, evt.agent, evt.dataSource + '.' + evt.metric, evt.flowKey]);
            }, ['busy', 'port']);
            """;

    @TempDir
    private static Path folder;

    private static RunningScripts scripts;

    @BeforeAll
    static void replay() {
        scripts = RunningScripts.in(folder)
                .script("eval.js", SCRIPT + RunningScripts.EVALUATOR)
                .capture(Path.of("..", "demo", "leafspine.pcap.gz"))
                // At this speed events come faster than a busy machine takes them: none may be lost.
                .limits(new Limits(2000, 64L << 20, 10_000, 100, 10, 20))
                .start();
        RunningScripts.await(
                () -> scripts.engine().replay().status().state().toString().equalsIgnoreCase("ended")
                        && Integer.parseInt(scripts.eval("told.length")) > 0);
    }

    @AfterAll
    static void stop() {
        scripts.close();
    }

    @Test
    void thresholdThatMadeAnEventIsTriggeredAtThatPlaceAndForThatFlowOnly() {
        assertThat(scripts.eval("told.filter(t => t[0] == 'busy').length > 3")).isEqualTo("true");
        assertThat(scripts.eval("told.filter(t => t[0] == 'port').length > 3")).isEqualTo("true");
        assertThat(scripts.eval("told.every(t => thresholdTriggered(t[0], t[1], t[2], t[3]) === true)"))
                .isEqualTo("true");
        // Without a key any flow is meant, as fabric-metrics asks.
        assertThat(scripts.eval("told.every(t => thresholdTriggered(t[0], t[1], t[2]))"))
                .isEqualTo("true");
        assertThat(scripts.eval(
                        "told.filter(t => t[3]).some(t => thresholdTriggered(t[0], t[1], t[2], '1.2.3.4,5.6.7.8'))"))
                .isEqualTo("false");
        assertThat(
                        scripts.eval(
                                "(function(t) { return [thresholdTriggered('none', t[1], t[2], t[3]),"
                                        + " thresholdTriggered(t[0], '192.0.2.1', t[2], t[3]), thresholdTriggered(t[0], t[1], '9999.pair', t[3]),"
                                        + " thresholdTriggered(t[0], t[1], 'x', t[3]), thresholdTriggered()] })(told.filter(t => t[3])[0])"))
                .isEqualTo("[false,false,false,false,false]");
    }

    @Test
    void flowValuesAreThoseOfTheFlowAtThatDataSource() {
        assertThat(scripts.eval("activeFlows('ALL', 'pair', 5).every(function(f) {"
                        + " var v = flowValues(f.agent, f.dataSource + '.pair', f.key);"
                        + " return v.value === f.value && v.values.length === 2 && '' + v.values === '' + f.values"
                        + " && v.lastUpdate >= 0 && v.value === flowValue(f.agent, f.dataSource + '.pair', f.key); })"))
                .isEqualTo("true");
        assertThat(scripts.eval("activeFlows('ALL', 'pair', 5).length")).isEqualTo("5");
        assertThat(scripts.eval("(function(f) { return [flowValues(f.agent, f.dataSource + '.pair', 'none'),"
                        + " flowValues(f.agent, '9999.pair', f.key), flowValues('192.0.2.1', '1.pair', f.key),"
                        + " flowValues(f.agent, f.dataSource + '.none', f.key)] })(activeFlows('ALL', 'pair', 1)[0])"))
                .isEqualTo("[null,null,null,null]");
    }

    @Test
    void rowsOfTablesStayWithoutColumnsThatMayBeAbsent() {
        assertThat(scripts.eval("table('ALL', 'ifinoctets,null:nothing').every(r => r.length === 2 && r[1] === null)"
                        + " && table('ALL', 'ifinoctets,null:nothing').length === table('ALL', 'ifinoctets').length"))
                .isEqualTo("true");
        assertThat(scripts.eval("table('ALL', 'ifinoctets,nothing')")).isEqualTo("[]");
        assertThat(scripts.eval(
                        "(function(rows) { return [rows.length, rows[0][0].metricValue >= rows[1][0].metricValue] })"
                                + "(table('ALL', 'sort:ifinoctets:-2,null:nothing'))"))
                .isEqualTo("[2,true]");
    }

    @Test
    void dataSourcesTellHowTheySample() {
        assertThat(
                        scripts.eval(
                                "(function(t) { var i = datasourceInfo(t[1], t[2].split('.')[0]); return [i.samplingRate > 0,"
                                        + " Math.abs(i.effectiveSamplingRate / i.samplingRate - 1) < 0.5,"
                                        + " datasourceInfo(t[1], '9999'), datasourceInfo('192.0.2.1', '1')] })(told.filter(t => t[3])[0])"))
                .isEqualTo("[true,true,null,null]");
    }

    @Test
    void dataSourcesTellWhatTheySent() {
        // leaf1 samples what comes in, leaf2 both ways; both are polled each 10 s, and nothing is missing.
        String told = "(function(i) { return [i.samplingDirection, i.dropProbability, i.flowSamples > 10,"
                + " i.flowSamplesLost, i.counterSamples > 2, i.counterSamplesLost,"
                + " Math.round(i.effectivePollingInterval / 1000)] })";
        assertThat(scripts.eval(told + "(datasourceInfo('10.255.0.11', '301'))"))
                .isEqualTo("[\"ingress\",0,true,0,true,0,10]");
        assertThat(scripts.eval(told + "(datasourceInfo('10.255.0.12', '401'))"))
                .isEqualTo("[\"bidirectional\",0,true,0,true,0,10]");
    }

    @Test
    void hostsAreLocatedByTheirAddresses() {
        assertThat(scripts.eval("place(topologyLocateHostIP('10.1.1.10'))"))
                .isEqualTo("\"leaf1 swp1 10.255.0.11 301\"");
        assertThat(scripts.eval("place(topologyLocateHostMac(topologyLocateHostIP('10.1.1.10')[0].mac))"))
                .isEqualTo("\"leaf1 swp1 10.255.0.11 301\"");
        assertThat(scripts.eval("place(topologyLocateHostIP6('fd00:1:1::10'))"))
                .isEqualTo("\"leaf1 swp1 10.255.0.11 301\"");
        assertThat(scripts.eval("[topologyLocateHostIP('192.0.2.9'), topologyLocateHostUUID('x')]"))
                .isEqualTo("[[],[]]");
    }
}
