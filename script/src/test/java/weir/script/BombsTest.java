package weir.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.script.js.Limits;

/** Scripts that take all they can get: they end, or get an error they can catch, and others go on. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BombsTest {

    private static final Limits SMALL = new Limits(300, 48L << 20, 100, 100, 10, 50);
    /** As much time as a test has: what ends is ended by memory. */
    private static final Limits PATIENT = new Limits(100_000, 48L << 20, 100, 100, 10, 50);

    private static final String TICKER =
            "var ticks = 0; setIntervalHandler(function() { ticks++; }, 0.02); setHttpHandler(function() { return ticks; });";

    @TempDir
    private Path folder;

    private String endOf(String bomb) {
        return endOf(bomb, SMALL);
    }

    private String endOf(String bomb, Limits limits) {
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("tick.js", TICKER)
                .script("bomb.js", bomb)
                .limits(limits)
                .start()) {
            scripts.awaitEnd("bomb.js");
            int ticks = Integer.parseInt(scripts.ask("tick.js", "", false).body());
            RunningScripts.await(
                    () -> Integer.parseInt(scripts.ask("tick.js", "", false).body()) > ticks);
            return scripts.status("bomb.js").error().orElse("ended well");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (;;) {}",
                "while (true) { try { for (;;) {} } catch (e) {} }",
                "try { for (;;) {} } finally { storeSet('x', 1); }",
                "/(a+)+$/.test(new Array(50).join('a') + 'b');",
                "function p() { Promise.resolve().then(p); } p();",
                "var o = {get a() { for (;;) {} }}; JSON.stringify(o);",
                "setTimeout(function() { for (;;) {} }, 1);",
                "setIntervalHandler(function() { for (;;) {} }, 0.01);",
                "eval('for (;;) {}');",
                "new Function('for (;;) {}')();",
                "[3, 1, 2].sort(function() { for (;;) {} });",
                "var a = []; for (var i = 0; i < 30; i++) a = [a, a]; String(a);"
            })
    void takesNoMoreTimeThanItMay(String bomb) {
        assertThat(endOf(bomb)).matches("(?s)bomb.js .*(took more than 300 ms|allocated more than).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var a = []; for (;;) a.push(new Array(1000).concat([1]));",
                "var o = {}; for (var i = 0;; i++) o['k' + i] = {i: i};",
                "var m = new Map(); for (var i = 0;; i++) m.set(i, 'x' + i);",
                "var s = 'abcdefgh'; for (;;) { s += s; s.charCodeAt(3); }",
                "var a = []; for (;;) a.push('x'.repeat(1000000));",
                "for (;;) new Float64Array(1000000);",
                "var a = [1]; for (;;) a = a.concat(a);"
            })
    void takesNoMoreMemoryThanItMay(String bomb) {
        assertThat(endOf(bomb, PATIENT))
                .matches("(?s)bomb.js .*(allocated more than \\d+ bytes|asked for more memory than there is"
                        + "|a text of more than \\d+ characters|an array of more than \\d+ elements).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'x'.repeat(1e9)",
                "'x'.padStart(1e9)",
                "'x'.padEnd(1e9, 'ab')",
                "new Array(1e9)",
                "Array(4294967295)",
                "Array.from({length: 1e9})",
                "Array.prototype.join.call({length: 1e9}, 'x')",
                "Array.prototype.fill.call({length: 1e9}, 1)",
                "(function() { var a = []; a.length = 4e9; return a.join(); })()",
                "(function() { var a = []; a[4e9] = 1; return [...a]; })()",
                "(function() { var a = []; a.length = 4e9; return new Set(a); })()",
                "(function() { var a = []; a.length = 4e9; return '' + a; })()",
                "(function() { var a = []; a.length = 4e9; return a.indexOf(1); })()",
                "(function() { var a = []; a.length = 4e9; return JSON.stringify(a); })()",
                "(function() { var a = [1]; for (var i = 0; i < 40; i++) a = [a, a]; return JSON.stringify(a); })()",
                "(function() { var a = [1]; for (var i = 0; i < 40; i++) a = [a, a]; return a.flat(Infinity); })()",
                "Math.max.apply(null, {length: 1e9})",
                "Reflect.apply(Math.max, null, {length: 1e9})",
                "String.raw({raw: {length: 1e9}})",
                "new ArrayBuffer(2e9)",
                "new ArrayBuffer('2e9')",
                "new ArrayBuffer({valueOf: function() { return 2e9; }})",
                "new ArrayBuffer(8).transfer(2e9)",
                "new Float64Array(1e9)",
                "new Float64Array('5e8')",
                "new Uint8Array({length: 1e9})",
                "'x'.repeat('1e9')",
                "(function() { var n = 0; return 'x'.repeat({valueOf: function() { return n++ ? 1 : 1e9; }}); })()",
                "3n ** 40000000n",
                "(-3n) ** 99999999999999999999n",
                "1n << 2000000000n",
                "1n << 99999999999999999999n",
                "1n >> -2000000000n",
                "(function() { var a = 3n; for (;;) a *= a; })()",
                "(function() { var a = 3n; for (;;) a = a ** 2n; })()",
                "eval('3n ** 40000000n')",
                "new Function('a', 'b', 'return a << b')(1n, 2000000000n)",
                "BigInt('9'.repeat(1e6))",
                "BigInt({valueOf: function() { return '9'.repeat(1e6); }})",
                "BigInt.asUintN(2000000000, -1n)",
                "BigInt.asIntN(8, '9'.repeat(1e6))",
                "1n == '9'.repeat(1e6)",
                "'9'.repeat(1e6) < 1n",
                "[1n, 2n].map(function(a) { return a >= '9'.repeat(1e6); })",
                "'x'.repeat(1e6).replace(/x/g, 'y'.repeat(1e6))",
                "'x'.repeat(1e6).replaceAll('x', 'y'.repeat(1e6))"
            })
    void singleCallThatExplodesIsARangeErrorThatCanBeCaught(String call) {
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("eval.js", RunningScripts.EVALUATOR)
                .limits(SMALL)
                .start()) {
            assertThat(scripts.eval(
                            "(function() { try { " + call + "; return 'done' } catch (e) { return e.name } })()"))
                    .isEqualTo("\"RangeError\"");
            assertThat(scripts.eval("1")).isEqualTo("1");
        }
    }

    @Test
    void numbersAsLongAsAnybodyNeedsAreExact() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(
                            scripts.eval(
                                    "[String(3n ** 1000n).length, String((1n << 64n) - 1n), String(-7n / 2n),"
                                            + " String(-7n % 3n), String(1n << -1n), String(-5n >> 1n), String(2n >> -3n), String(1n ** 2000000000n),"
                                            + " String(0n << 2000000000n), String(1n << 65535n).length, 10n == '10', '9' < 10n,"
                                            + " String(BigInt('0xff')), String(BigInt.asIntN(8, 255n)), 2 ** 10, 7 / 2, 7 % 4, 1 << 3, -8 >> 1, 3 * 4]"))
                    .isEqualTo(
                            "[478,\"18446744073709551615\",\"-3\",\"-1\",\"0\",\"-3\",\"16\",\"1\",\"0\",19729,true,true,"
                                    + "\"255\",\"-1\",1024,3.5,3,8,-4,12]");
            assertThat(scripts.eval(
                            "[typeof new ArrayBuffer(8).transfer().byteLength, new ArrayBuffer(8).transfer().byteLength,"
                                    + " Array('3'), new Uint8Array('3').length, new Float64Array([1, 2]).length]"))
                    .isEqualTo("[\"number\",8,[\"3\"],3,2]");
        }
    }

    @Test
    void longNumberInTheSourceIsRefusedBeforeItIsRead() {
        assertThat(endOf("var a = " + "9".repeat(1_000_000) + "n;")).contains("a BigInt of more than 20000 digits");
    }

    @Test
    void longArithmeticWithNumbersOfTheGreatestLengthTakesNoMoreTimeThanItMay() {
        String bomb = "var a = 3n ** 20000n; for (;;) { for (var i = 0; i < 100; i++) a * a / 7n % 3n; }";
        assertThat(endOf(bomb, new Limits(300, 1L << 40, 100, 100, 10, 50))).contains("took more than 300 ms");
    }

    @Test
    void scriptInAnOperationThatNothingInterruptsIsGivenUp() {
        // A length that says something else when it is asked again.
        String bomb = "setHttpHandler(function(r) { var n = 0;"
                + " var many = {get length() { return n++ ? Number(r.body) : 1; }};"
                + " return Array.prototype.indexOf.call(many, 1); });";
        try (RunningScripts scripts =
                RunningScripts.in(folder).script("bomb.js", bomb).limits(SMALL).start()) {
            assertThat(scripts.ask("bomb.js", "1000", false).body()).isEqualTo("-1");
            assertThat(scripts.ask("bomb.js", "2000000000", false).status()).isEqualTo(503);
            assertThat(scripts.status("bomb.js").failed()).isTrue();
            assertThat(scripts.status("bomb.js").error().orElseThrow())
                    .contains("a single operation takes more than twice 300 ms (script.limit.time)");
            assertThat(scripts.ask("bomb.js", "1000", false).status()).isEqualTo(503);
        }
    }

    @Test
    void callsNestedTooDeeplyEndTheScript() {
        assertThat(endOf("(function f() { f(); })();")).contains("nested too deeply");
        assertThat(endOf("(function f() { try { f(); } catch (e) {} for (;;) {} })();"))
                .contains("nested too deeply");
    }

    @Test
    void scriptThatSwallowsItsEndDoesNotGoOn() {
        String bomb = "for (;;) { try { for (;;) {} } finally { continue; } }";
        assertThat(endOf(bomb)).contains("took more than 300 ms");
        assertThat(endOf("(function f() { try { for (;;) {} } finally { return f(); } })();"))
                .contains("took more than 300 ms");
    }

    @Test
    void timeOutsBeyondTheirNumberAreAnError() {
        String bomb = "for (var i = 0; i < 100; i++) setTimeout(function() {}, 1e6);";
        assertThat(endOf(bomb)).contains("setTimeout: 50 time-outs wait already");
    }
}
