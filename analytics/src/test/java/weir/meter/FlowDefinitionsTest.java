package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.flow.key.FlowDefinition;

class FlowDefinitionsTest {

    private static FlowDefinition definition(String name, String keys) {
        return FlowDefinition.of(name, Map.of("keys", keys, "value", "bytes"));
    }

    @Test
    void aDefinitionHasTheLowestFreePlaceAndKeepsIt() {
        FlowDefinitions three = FlowDefinitions.NONE
                .with(definition("z", "ipsource"))
                .with(definition("a", "ipsource"))
                .with(definition("m", "ipsource"));
        assertThat(three.place("z")).isZero();
        assertThat(three.place("a")).isEqualTo(1);
        assertThat(three.place("m")).isEqualTo(2);

        FlowDefinitions changed = three.with(definition("a", "ipdestination")).without("z");
        assertThat(changed.place("a")).isEqualTo(1);
        assertThat(changed.with(definition("b", "ipsource")).place("b")).isZero();
        assertThatThrownBy(() -> changed.place("z")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void versionsDoNotChangeWhenNextOnesAreMade() {
        FlowDefinitions one = FlowDefinitions.NONE.with(definition("z", "ipsource"));
        one.with(definition("a", "ipsource"));
        one.without("z");
        assertThat(one.place("z")).isZero();
        assertThat(one.byName()).containsOnlyKeys("z");
        assertThat(one.with(definition("z", "ipsource"))).isSameAs(one);
    }
}
