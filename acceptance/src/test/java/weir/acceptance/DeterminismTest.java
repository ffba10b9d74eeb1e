package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.testing.SharedData;

/**
 * After a capture has been played once, answers about measurements are the same bytes however it was played.
 *
 * <p>Every day each capture is played twice, as unlike as can be; with {@code -Dacceptance.thorough=yes} four times.
 */
class DeterminismTest {

    private static final String[] QUESTIONS = {
        "/agents/json",
        "/metrics/json",
        "/metric/ALL/sum:ifinoctets,avg:ifinoctets,max:ifinutilization,med:load_one,any:host_name/json",
        "/metric/ALL/var:ifoutoctets,sdev:ifoutoctets,q1:ifinpkts,q3:ifinpkts,iqr:ifinpkts,min:ifname/json",
        "/table/ALL/host_name,ifname,ifinoctets/json",
        "/table/ALL/sort:ifinoctets:-7,ifname,host_name/json",
        "/dump/ALL/ALL/json",
        "/dump/ALL/ALL/json?host_name=*1",
        "/prometheus/metrics/ALL/ALL/txt",
    };

    private static final boolean THOROUGH = "yes".equals(System.getProperty("acceptance.thorough"));

    static Stream<Path> captures() {
        Stream<Path> shared = Stream.of("ecmp.pcap.gz", "testbed-ovs.pcap", "testbed-app.pcap")
                .flatMap(name -> SharedData.find(name).stream());
        return Stream.concat(Stream.of(Repository.root().resolve("demo/leafspine.pcap.gz")), shared);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void answersDependNeitherOnSpeedNorOnWorkers(Path capture) {
        Map<String, String> first = answers(capture, "max", 1);
        assertThat(first.get("/dump/ALL/ALL/json")).contains("\"metricName\"");
        assertThat(answers(capture, "500", 3)).isEqualTo(first);
        if (THOROUGH) {
            assertThat(answers(capture, "max", 2)).isEqualTo(first);
            assertThat(answers(capture, "max", 4)).isEqualTo(first);
        }
    }

    private static Map<String, String> answers(Path capture, String speed, int workers) {
        var answers = new LinkedHashMap<String, String>();
        try (Product product =
                Product.replayed(capture, "-Dsflow.file.speed=" + speed, "-Dworkers.number=" + workers)) {
            for (String question : QUESTIONS) {
                answers.put(question, product.text(question));
            }
            for (String agent : product.json("/agents/json").propertyNames()) {
                String question = "/metric/" + agent + "/json";
                answers.put(question, product.text(question));
            }
        }
        return answers;
    }
}
