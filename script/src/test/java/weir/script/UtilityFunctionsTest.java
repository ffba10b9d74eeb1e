package weir.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Functions on texts, numbers and addresses; storing, sharing, baselines. Source: script API reference, 12 to 14. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UtilityFunctionsTest {

    @TempDir
    private Path folder;

    @Test
    void textsAndNumbersAreFormattedAndCoded() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval("[md5('abc'), base64Encode('\u00e4b'), base64Decode('w6Ri')]"))
                    .isEqualTo("[\"900150983cd24fb0d6963f7d28e17f72\",\"w6Ri\",\"\u00e4b\"]");
            assertThat(scripts.eval(
                            "[formatNumber(1234567, '#,### samples','en'), formatNumber('12.5', \"0'%' difference\"),"
                                    + " formatNumber(1234.5, '#,##0.00', 'de', 'DE')]"))
                    .isEqualTo("[\"1,234,567 samples\",\"12% difference\",\"1.234,50\"]");
            assertThat(scripts.eval("[formatDate(new Date(0), \"yyyy 'year'\"), formatDate(0, 'EEEE', 'fr'),"
                            + " (function(){ try { formatDate(0, 'b') } catch (e) { return e.message } })()]"))
                    .isEqualTo("[\"1970 year\",\"jeudi\",\"formatDate: pattern: Illegal pattern character 'b'\"]");
        }
    }

    @Test
    void prefixesOfAddresses() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval(
                            "[mask('10.1.2.3',24), mask('10.1.2.3','8'), mask('2001:db8:ffff::1',40), mask('1.2.3.4',0),"
                                    + " mask('255.255.255.255', 32)]"))
                    .isEqualTo(
                            "[\"10.1.2.0/24\",\"10.0.0.0/8\",\"2001:db8:ff00::/40\",\"0.0.0.0/0\",\"255.255.255.255/32\"]");
            assertThat(scripts.eval("ipRangeToCidrList('10.0.0.1','10.0.0.10')"))
                    .isEqualTo("[\"10.0.0.1/32\",\"10.0.0.2/31\",\"10.0.0.4/30\",\"10.0.0.8/31\",\"10.0.0.10/32\"]");
            assertThat(
                            scripts.eval(
                                    "[ipRangeToCidrList('0.0.0.0','255.255.255.255'), ipRangeToCidrList('10.0.0.2','10.0.0.1')]"))
                    .isEqualTo("[[\"0.0.0.0/0\"],[]]");
            assertThat(scripts.eval("(function(){ try { mask('x',1) } catch (e) { return '' + e } })()"))
                    .isEqualTo("\"InternalError: mask: 'x' is not an address\"");
        }
    }

    @Test
    void storedValuesOutliveTheScriptAndAreItsOwn() {
        String text =
                "storeSet('a b/../c', {x:[1,null,'\u00e4']}); storeSet('gone', 1); storeSet('gone'); storeSet('.h', 0);"
                        + " storeSet('del', 2); storeDelete('del'); var one = storeGet('a b/../c'); one.x = 5;";
        try (RunningScripts scripts =
                RunningScripts.in(folder).script("eval.js", text).start()) {
            scripts.awaitEnd("eval.js");
            assertThat(scripts.status("eval.js").error()).isEmpty();
        }
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("eval.js", RunningScripts.EVALUATOR)
                .script("other.js", RunningScripts.EVALUATOR)
                .start()) {
            assertThat(scripts.eval("[storeGet('a b/../c'), storeKeys(), typeof storeGet('gone'), storeGet('.h')]"))
                    .isEqualTo("[{\"x\":[1,null,\"\u00e4\"]},[\".h\",\"a b/../c\"],\"undefined\",0]");
            assertThat(scripts.ask("other.js", "JSON.stringify(storeKeys())", false)
                            .body())
                    .isEqualTo("[]");
            assertThat(folder.resolve("store/eval.js/a+b%2F..%2Fc")).exists();
        }
    }

    @Test
    void sharedValuesAreCopiesThatAllScriptsSee() {
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("eval.js", "var o = {a:1}; sharedSet('o', o); o.a = 2;\n" + RunningScripts.EVALUATOR)
                .script("other.js", RunningScripts.EVALUATOR)
                .start()) {
            String other =
                    "var got = sharedGet('o'); got.a = 3; sharedSet('p', [1]); JSON.stringify([sharedGet('o'),sharedKeys()])";
            assertThat(scripts.ask("other.js", other, false).body()).isEqualTo("[{\"a\":1},[\"o\",\"p\"]]");
            assertThat(scripts.eval("(sharedDelete('o'), [typeof sharedGet('o'), sharedGet('p')])"))
                    .isEqualTo("[\"undefined\",[1]]");
        }
    }

    @Test
    void baselineLearnsAndTellsWhatIsUnusual() {
        String text = """
                (function() {
                  var said = [];
                  baselineCreate('b', '10', 2, 2);
                  said.push(baselineStatistics('b'));
                  for (var i = 0; i < 10; i++) said.push(baselineCheck('b', i % 2 ? 9 : 11));
                  var s = baselineStatistics('b');
                  said.push([s.mean, s.variance, s.sdev, s.min, s.max]);
                  said.push(baselineCheck('b', 10), baselineCheck('b', 100), baselineCheck('b', 1000), baselineCheck('b', -5000), baselineCheck('b', -9e9));
                  baselineReset('b');
                  said.push(baselineStatistics('b'), baselineCheck('b', 1));
                  baselineDelete('b'); baselineReset('b'); baselineDelete('b');
                  try { baselineCheck('b', 1) } catch (e) { said.push(e.message) }
                  try { baselineCreate('c', 9) } catch (e) { said.push(e.message) }
                  return said;
                })()
                """;
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval(text))
                    .isEqualTo("[null," + "\"learning\",".repeat(10)
                            + "[10,1,1,8,12],\"normal\",\"normal\",\"high\",\"normal\",\"low\",null,\"learning\","
                            + "\"baselineCheck: there is no baseline b\","
                            + "\"baselineCreate: window is from 10 to 1000000, not 9.0\"]");
        }
    }

    @Test
    void settingsAreTexts() {
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("eval.js", RunningScripts.EVALUATOR)
                .settings(Map.of("my.t", "2"))
                .start()) {
            assertThat(scripts.eval(
                            "[getSystemProperty('my.t'), getSystemProperty('x') || 'none', getSystemPropertyNames(),"
                                    + " getenv('NOT_THERE'), typeof getenv('PATH'), analyzer().uptime, version()]"))
                    .isEqualTo("[\"2\",\"none\",[\"my.t\"],null,\"string\",17,\"0.1-7\"]");
        }
    }
}
