package weir.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script keeps when the process is killed: the old value or the new one, whole. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoreKillTest {

    /** One for all, so that each run goes on with what the one before left. */
    @TempDir
    private static Path folder;

    /** Runs a script that stores ever greater numbers and tells each that is stored. */
    static final class Writer {
        public static void main(String[] arguments) throws InterruptedException {
            String text = "var filler = 'x'.repeat(20000);\n"
                    + "setIntervalHandler(function() { for (var i = 0; i < 50; i++) { n++; storeSet('k', {n: n, filler: filler, end: n});"
                    + " sharedSet('n', n); } }, 0.01);\n"
                    + "var n = storeGet('k') ? storeGet('k').n : 0; setHttpHandler(function() { return sharedGet('n') || 0; });\n";
            try (RunningScripts scripts = RunningScripts.in(Path.of(arguments[0]))
                    .script("w.js", text)
                    .start()) {
                while (true) {
                    System.out.println(scripts.ask("w.js", "", false).body());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 23})
    void killedAtAnyMomentItLeavesTheOldValueOrTheNewOne(int lines) throws IOException, InterruptedException {
        long told = 0;
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = writer.inputReader()) {
            for (int line = 0; line < lines || told == 0; ) {
                String read = String.valueOf(out.readLine());
                // The logger of the tests writes here too.
                if (read.matches("\\d+")) {
                    told = Math.max(told, Long.parseLong(read));
                    line++;
                }
            }
        }
        writer.destroyForcibly().waitFor();
        String kept = Files.readString(folder.resolve("store/w.js/k"));
        assertThat(kept).matches("\\{\"n\":(\\d+),\"filler\":\"x{20000}\",\"end\":\\1}");
        assertThat(Long.parseLong(kept.replaceAll("\\{\"n\":(\\d+).*", "$1"))).isGreaterThanOrEqualTo(told);
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("w.js", "setHttpHandler(function() { return storeKeys(); });")
                .start()) {
            ScriptRequest request = new ScriptRequest("GET", List.of(), false, Map.of(), java.util.Optional.empty());
            assertThat(scripts.host().ask("w.js", request).body()).isEqualTo("k");
        }
    }
}
