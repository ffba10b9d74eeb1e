package weir.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.script.js.Limits;

/** How scripts begin and end. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ScriptLifeTest {

    @TempDir
    private Path folder;

    @Test
    void endsWellWhenNothingCanCallIt() {
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("once.js", "// author: me\n// version: 3\n// other: no\n\nvar a = 1;\n// date: late\n")
                .start()) {
            scripts.awaitEnd("once.js");
            ScriptStatus status = scripts.status("once.js");
            assertThat(status.gracefulExit()).isTrue();
            assertThat(status.error()).isEmpty();
            assertThat(status.described()).isEqualTo(Map.of("author", "me", "version", "3"));
            assertThat(scripts.host().isWell()).isTrue();
        }
    }

    @Test
    void errorOfTheEngineStopsItWithFileAndLine() {
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("a.js", "var b = 1;\n\nb = a;\n")
                .script("syntax.js", "var = 3;")
                .script("thrown.js", "\nthrow 'nothing to do';")
                .script("late.js", "setTimeout(function() { null.x; }, 1);")
                .start()) {
            for (String name : List.of("a.js", "syntax.js", "thrown.js", "late.js")) {
                scripts.awaitEnd(name);
                assertThat(scripts.status(name).failed()).as(name).isTrue();
            }
            assertThat(scripts.status("a.js").error()).contains("a.js a.js#3 ReferenceError: \"a\" is not defined.");
            assertThat(scripts.status("syntax.js").error().orElseThrow()).startsWith("syntax.js syntax.js#1 ");
            assertThat(scripts.status("thrown.js").error()).contains("thrown.js thrown.js#2 nothing to do");
            assertThat(scripts.status("late.js").error().orElseThrow()).startsWith("late.js late.js#1 TypeError");
            assertThat(scripts.host().isWell()).isFalse();
        }
    }

    @Test
    void missingFileIsToldLikeAnError() {
        Path missing = folder.resolve("none.js");
        RunningScripts.write(missing, "");
        RunningScripts.Start start = RunningScripts.in(folder).script("none.js", "");
        assertThat(missing.toFile().delete()).isTrue();
        try (RunningScripts scripts = start.start()) {
            scripts.awaitEnd("none.js");
            assertThat(scripts.status("none.js").error()).contains("none.js there is no file none.js");
        }
    }

    @Test
    void thrownValueIsAStatusAndTheScriptGoesOnWhileAnErrorOfTheEngineEndsIt() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.ask("eval.js", "throw 'not_found'", false).status())
                    .isEqualTo(404);
            assertThat(scripts.ask("eval.js", "throw 'bad_request'", false).status())
                    .isEqualTo(400);
            assertThat(scripts.ask("eval.js", "throw 'forbidden'", false).status())
                    .isEqualTo(403);
            assertThat(scripts.ask("eval.js", "throw 'conflict'", false).status())
                    .isEqualTo(409);
            assertThat(scripts.ask("eval.js", "throw 'service_unavailable'", false)
                            .status())
                    .isEqualTo(503);
            assertThat(scripts.ask("eval.js", "throw 'unauthorized'", false).status())
                    .isEqualTo(500);
            assertThat(scripts.ask("eval.js", "throw new Error('x')", false).status())
                    .isEqualTo(500);
            assertThat(scripts.ask("eval.js", "throw {a:1}", false).status()).isEqualTo(500);
            // What functions of the API throw is thrown too.
            assertThat(scripts.ask("eval.js", "metric('ALL', 'load_one', 'text')", false)
                            .status())
                    .isEqualTo(500);
            assertThat(scripts.eval("1 + 1")).isEqualTo("2");
            assertThat(scripts.ask("eval.js", "nothing.x", false).status()).isEqualTo(500);
            scripts.awaitEnd("eval.js");
            assertThat(scripts.ask("eval.js", "1", false).status()).isEqualTo(503);
            assertThat(scripts.status("eval.js").failed()).isTrue();
        }
    }

    @Test
    void repliesAreJsonWithIndentOrTextOrNothing() {
        try (RunningScripts scripts =
                RunningScripts.in(folder).script("r.js", """
                        setHttpHandler(function(r) {
                          switch (r.query.what && r.query.what[0]) {
                            case 'request': return r;
                            case 'false': return false;
                            case 'text': return 'a "b"';
                            case 'holes': return new Array(2);
                            case 'dated': return parseInt(r.query.after) + 1;
                          }
                        });
                        """).start()) {
            ScriptRequest request = new ScriptRequest(
                    "PUT",
                    List.of("a", "b c"),
                    true,
                    Map.of("what", List.of("request", "x")),
                    Optional.of("{\"k\":[1]}"));
            assertThat(scripts.host().ask("r.js", request).body())
                    .isEqualTo("{\n \"path\": [\n  \"a\",\n  \"b c\"\n ],\n \"method\": \"PUT\",\n \"query\": {\n"
                            + "  \"what\": [\n   \"request\",\n   \"x\"\n  ]\n },\n \"format\": \"json\",\n"
                            + " \"body\": {\n  \"k\": [\n   1\n  ]\n }\n}");
            assertThat(ask(scripts, "request", true, "{k:1}").body()).contains("\"error\": \"JSON.parse SyntaxError: ");
            assertThat(ask(scripts, "request", true, "{k:1}").body()).doesNotContain("\"body\"", "\"path\"");
            assertThat(ask(scripts, "false", true, "").body()).isEqualTo("false");
            assertThat(ask(scripts, "text", true, "").body()).isEqualTo("\"a \\\"b\\\"\"");
            assertThat(ask(scripts, "text", false, "").body()).isEqualTo("a \"b\"");
            assertThat(ask(scripts, "holes", true, "").body()).isEqualTo("[\n null,\n null\n]");
            assertThat(ask(scripts, "none", true, "")).isEqualTo(new ScriptReply(204, ""));
            ScriptRequest dated = new ScriptRequest(
                    "GET", List.of(), true, Map.of("what", List.of("dated"), "after", List.of("41")), Optional.empty());
            assertThat(scripts.host().ask("r.js", dated).body()).isEqualTo("42");
        }
    }

    private static ScriptReply ask(RunningScripts scripts, String what, boolean json, String body) {
        return scripts.host()
                .ask(
                        "r.js",
                        new ScriptRequest(
                                "POST",
                                List.of(),
                                json,
                                Map.of("what", List.of(what)),
                                Optional.of(body).filter(text -> !text.isEmpty())));
    }

    @Test
    void timeOutsIntervalsAndPromisesRunOnItsThread() {
        try (RunningScripts scripts =
                RunningScripts.in(folder).script("t.js", """
                        var seen = [], times = [];
                        setTimeout(function(a, b) { seen.push(a + b); }, 5, 'x', 'y');
                        clearTimeout(setTimeout(function() { seen.push('never'); }, 1));
                        Promise.resolve('later').then(function(v) { seen.push(v); });
                        seen.push('top');
                        setIntervalHandler(function(now) {
                          if (times.push(now) == 3) clearIntervalHandler();
                        }, 0.05);
                        setHttpHandler(function() { return JSON.stringify([seen, times.length, times.every(function(t) { return t % 50 == 0; })]); });
                        """).start()) {
            RunningScripts.await(
                    () -> scripts.ask("t.js", "", false).body().equals("[[\"top\",\"later\",\"xy\"],3,true]"));
        }
    }

    @Test
    void secondHandlerOfAKindIsAnErrorUnlessTheFirstIsCleared() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            String twice =
                    "(function(){ try { set%1$sHandler(function(){}); set%1$sHandler(function(){}); return 'no error' }"
                            + " catch (e) { clear%1$sHandler(); set%1$sHandler(function(){}); clear%1$sHandler(); return e.name } })()";
            for (String kind : List.of("Interval", "Flow", "Event")) {
                assertThat(scripts.eval(twice.formatted(kind))).isEqualTo("\"InternalError\"");
            }
        }
    }

    @Test
    void surplusRequestsAreRefusedAndCounted() throws Exception {
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script(
                        "slow.js",
                        "setHttpHandler(function() { var end = Date.now() + 500; while (Date.now() < end) {} return 1; });")
                .start()) {
            List<Thread> clients = new java.util.ArrayList<>();
            for (int i = 0; i < 30; i++) {
                clients.add(Thread.startVirtualThread(() -> scripts.ask("slow.js", "", true)));
            }
            RunningScripts.await(() -> scripts.status("slow.js").requests().lost() >= 15);
            assertThat(scripts.status("slow.js").requests().received()).isLessThanOrEqualTo(30);
            scripts.host().close();
            for (Thread client : clients) {
                client.join();
            }
        }
    }

    @Test
    void editedScriptTakesThePlaceOfTheOldOneIfItStartsWell() {
        String text =
                "setFlow('%s', {keys:'ipsource', value:'bytes'});\nsetHttpHandler(function() { return '%s'; });\n%s";
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("e.js", text.formatted("one", "one", ""))
                .reload()
                .start()) {
            assertThat(scripts.ask("e.js", "", false).body()).isEqualTo("one");
            RunningScripts.write(folder.resolve("e.js"), text.formatted("two", "two", "oops;"));
            RunningScripts.await(() -> scripts.status("e.js").error().isPresent());
            assertThat(scripts.status("e.js").error().orElseThrow())
                    .contains("e.js#3")
                    .contains("oops");
            assertThat(scripts.status("e.js").alive()).isTrue();
            assertThat(scripts.ask("e.js", "", false).body()).isEqualTo("one");
            assertThat(scripts.engine().flows().definitions()).containsOnlyKeys("one");
            RunningScripts.write(folder.resolve("e.js"), text.formatted("three", "three", ""));
            RunningScripts.await(() -> scripts.status("e.js").loads() == 2);
            assertThat(scripts.ask("e.js", "", false).body()).isEqualTo("three");
            assertThat(scripts.status("e.js").error()).isEmpty();
            assertThat(scripts.engine().flows().definitions()).containsOnlyKeys("three");
        }
    }

    @Test
    void statusTellsWhatWasTakenOfEachLimit() {
        Limits limits = new Limits(2000, 64L << 20, 7, 8, 9, 20);
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("eval.js", RunningScripts.EVALUATOR)
                .limits(limits)
                .start()) {
            scripts.eval(
                    "(function() { var a = []; for (var i = 0; i < 30000; i++) a.push({i: i}); return a.length })()");
            RunningScripts.await(() -> scripts.status("eval.js").mostBytes() > 1_000_000);
            ScriptStatus status = scripts.status("eval.js");
            assertThat(status.mostBytes()).isLessThan(limits.callbackBytes());
            assertThat(status.limits()).isEqualTo(limits);
            assertThat(status.requests()).isEqualTo(new ScriptStatus.Count(1, 0, 0, 9));
            assertThat(status.events().bound()).isEqualTo(7);
            assertThat(status.flows().bound()).isEqualTo(8);
        }
    }
}
