package weir.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValueMapTest {

    private static String find(ValueMap map, String text) {
        byte[] utf8 = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return String.valueOf(map.find(utf8, 1, utf8.length - 1));
    }

    @Test
    void findsTheLabelOfAnExactText() {
        ValueMap map = ValueMap.of(Map.of("web", List.of("80", 443, 8080.0), "é", List.of("020000000001")));
        assertThat(find(map, "80")).isEqualTo("web");
        assertThat(find(map, "443")).isEqualTo("web");
        assertThat(find(map, "8080")).isEqualTo("web");
        assertThat(find(map, "020000000001")).isEqualTo("é");
        assertThat(find(map, "8")).isEqualTo("null");
        assertThat(find(map, "")).isEqualTo("null");
    }

    @Test
    void lastOfEqualTextsWins() {
        Map<String, List<String>> map = new LinkedHashMap<>();
        map.put("a", List.of("1"));
        map.put("b", List.of("1"));
        assertThat(find(ValueMap.of(map), "1")).isEqualTo("b");
        assertThat(ValueMap.of(map).source()).isEqualTo(map);
    }

    @Test
    void findsEachOfManyTexts() {
        Map<String, List<String>> map = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            map.put("label" + i, List.of("text" + i, "other" + i));
        }
        ValueMap values = ValueMap.of(map);
        for (int i = 0; i < 1000; i++) {
            assertThat(find(values, "text" + i)).isEqualTo("label" + i);
            assertThat(find(values, "other" + i)).isEqualTo("label" + i);
            assertThat(find(values, "none" + i)).isEqualTo("null");
        }
    }

    @Test
    void refusesWhatIsNoArrayOfTextsAndNumbers() {
        assertThatThrownBy(() -> ValueMap.of(Map.of("a", "80"))).hasMessage("label a must be an array");
        assertThatThrownBy(() -> ValueMap.of(Map.of("a", List.of(true))))
                .hasMessage("label a: 'true' is no text and no number");
    }
}
