package weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.metric.DataSourceId;
import weir.request.InvalidRequestException;

class ThresholdTest {

    private static Threshold of(Object... attributes) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            map.put((String) attributes[i], attributes[i + 1]);
        }
        return Threshold.of("t", map);
    }

    @Test
    void allThresholdsTogetherHaveABoundedLength() {
        List<String> names = Collections.nCopies(Thresholds.MOST_CHARACTERS / 40, "leaf");
        Map<String, Object> wide = Map.of("metric", "load_one", "value", 2L, "filter", Map.of("host_name", names));
        Thresholds one = Thresholds.NONE.with(Threshold.of("one", wide));
        assertThatThrownBy(() -> one.with(Threshold.of("two", wide)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("all thresholds together would have more than 1000000 characters");
        assertThat(one.without("one").with(Threshold.of("two", wide)).all()).containsOnlyKeys("two");
    }

    @Test
    void readsTheDefinitionOfThePublishedRecipe() {
        Threshold threshold = of("metric", "elephant", "value", 1250000.0, "byFlow", true, "timeout", 1L);
        assertThat(threshold.metricName()).isEqualTo("elephant");
        assertThat(threshold.dataSource()).isEmpty();
        assertThat(threshold.byFlow()).isTrue();
        assertThat(threshold.attributes())
                .isEqualTo(Map.of("metric", "elephant", "value", 1250000.0, "byFlow", true, "timeout", 1.0));
    }

    @Test
    void defaultsToAMinuteAndToNoDistinctionByFlow() {
        Threshold threshold = of("metric", "load_one", "value", 2L);
        assertThat(threshold.byFlow()).isFalse();
        assertThat(threshold.attributes()).isEqualTo(Map.of("metric", "load_one", "value", 2.0, "timeout", 60.0));
    }

    @Test
    void takesNumbersAsTextAndIgnoresUnknownMembers() {
        Threshold threshold = of("metric", "m", "value", " 1.5e3 ", "timeout", "0.5", "colour", "red");
        assertThat(threshold.value()).isEqualTo(1500);
        assertThat(threshold.timeout()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({"37.ifinoctets,37,ifinoctets", "2.1.load_one,2.1,load_one", "sensors.tempC,sensors,tempC"})
    void splitsTheDataSourceOffAtTheLastDot(String metric, String dataSource, String name) {
        Threshold threshold = of("metric", metric, "value", 1);
        assertThat(threshold.metric()).isEqualTo(metric);
        assertThat(threshold.metricName()).isEqualTo(name);
        assertThat(threshold.dataSource()).isEqualTo(DataSourceId.parse(dataSource));
    }

    @Test
    void readsFiltersWithNumbersAsTheirText() {
        Threshold threshold =
                of("metric", "m", "value", 1, "filter", Map.of("ifspeed", List.of(1_000_000_000L, 1e10, "4*", true)));
        assertThat(threshold.filter()).isEqualTo(Map.of("ifspeed", List.of("1000000000", "10000000000", "4*", "true")));
        assertThat(threshold.attributes()).containsEntry("filter", threshold.filter());
    }

    @Test
    void namesWhatIsWrong() {
        assertWrong("metric is missing", "value", 1);
        assertWrong("value is missing", "metric", "m");
        assertWrong("value is not a number: much", "metric", "m", "value", "much");
        assertWrong("value is not a number: NaN", "metric", "m", "value", Double.NaN);
        assertWrong("value is not a number: []", "metric", "m", "value", List.of());
        assertWrong("metric is not a text: 5", "metric", 5, "value", 1);
        assertWrong("metric 'max:ifinoctets' has a ':'", "metric", "max:ifinoctets", "value", 1);
        assertWrong("metric '37.' has no name", "metric", "37.", "value", 1);
        assertWrong("no data source can be called '0.1.2'", "metric", "0.1.2.x", "value", 1);
        assertWrong("timeout is less than 0", "metric", "m", "value", 1, "timeout", -1);
        assertWrong("byFlow is neither true nor false", "metric", "m", "value", 1, "byFlow", "maybe");
        assertWrong("filter is not an object", "metric", "m", "value", 1, "filter", "ifspeed=1");
        assertWrong("ifspeed is not an array", "metric", "m", "value", 1, "filter", Map.of("ifspeed", "1"));
        assertWrong(
                "ifspeed has an element that is neither text nor number",
                "metric",
                "m",
                "value",
                1,
                "filter",
                Map.of("ifspeed", List.of(List.of())));
        assertThatThrownBy(() -> Threshold.of("a.b", Map.of("metric", "m", "value", 1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'a.b'");
    }

    private static void assertWrong(String message, Object... attributes) {
        assertThatThrownBy(() -> of(attributes))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anEqualOneStaysTheSameObjectAndOneMadeAnewDoesNot() {
        Threshold first = of("metric", "m", "value", 1);
        Thresholds version = Thresholds.NONE.with(first);
        assertThat(version.with(of("metric", "m", "value", 1))).isSameAs(version);
        assertThat(version.with(of("metric", "m", "value", 2))
                        .find("t")
                        .orElseThrow()
                        .value())
                .isEqualTo(2);
        assertThat(version.without("t").with(of("metric", "m", "value", 1)).find("t"))
                .isEqualTo(Optional.of(first))
                .isNotSameAs(version.find("t"));
        assertThat(version.without("u")).isSameAs(version);
    }

    @Test
    void refusesMoreThanTheMost() {
        Thresholds full = Thresholds.NONE;
        for (int i = 0; i < Thresholds.MOST; i++) {
            full = full.with(Threshold.of("t" + i, Map.of("metric", "m", "value", 1)));
        }
        Thresholds version = full;
        Threshold another = Threshold.of("another", Map.of("metric", "m", "value", 1));
        assertThatThrownBy(() -> version.with(another)).isInstanceOf(InvalidRequestException.class);
        assertThat(version.without("t7").with(another).all()).hasSize(Thresholds.MOST);
    }
}
