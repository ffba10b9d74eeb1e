package weir.flow.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import weir.testing.DatagramBuilder;

/** The names that users know, written down apart from the table, against the table and the cases. */
class FlowKeyContractTest {

    private static List<String> lines(String resource) {
        try (InputStream in = FlowKeyContractTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(resource, e);
        }
    }

    private static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (String line : lines("published-keys.txt")) {
            for (String name : line.strip().split(" +")) {
                assertThat(names.add(name)).as("%s is listed twice", name).isTrue();
            }
        }
        return names;
    }

    /** Keys that are not published: prefixes of routes. */
    private static final Set<String> OWN = Set.of("bgpsourceprefix", "bgpdestinationprefix");

    @Test
    void theTableHasEveryPublishedKeyAndNoOther() {
        Set<String> all = new LinkedHashSet<>(names());
        all.addAll(OWN);
        assertThat(Sampling.TABLE.all().stream().map(FlowKey::name)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyPublishedKeyHasACaseInWhichItIsThere() {
        Set<String> untested = new LinkedHashSet<>(names());
        FlowKeyTest.cases()
                .forEach(given -> given.expected().forEach((key, text) -> {
                    if (!text.equals("null")) {
                        untested.remove(key);
                    }
                }));
        assertThat(untested).isEmpty();
    }

    @Test
    void everyDropReasonHasItsPublishedName() {
        Map<Integer, String> published = new TreeMap<>();
        for (String line : lines("published-drop-reasons.txt")) {
            String[] columns = line.split(" ");
            published.put(Integer.parseInt(columns[0]), columns[1]);
        }
        assertThat(published).hasSize(133);
        published.put(400, "unknown_code_400");
        List<String> found = new ArrayList<>();
        published
                .keySet()
                .forEach(code -> Sampling.view(
                        new DatagramBuilder().discarded(s -> s.reason(code)),
                        sample -> found.add(Sampling.text(sample, "reason"))));
        assertThat(found).containsExactlyElementsOf(published.values());
    }
}
