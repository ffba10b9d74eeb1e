package weir.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import weir.lookup.Lookups;
import weir.names.NameSources;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;

class LookupServiceTest {

    private final AtomicLong now = new AtomicLong(1000);
    private final LookupService service = new LookupService(NameSources.NONE, now::get);

    @Test
    void changeMakesANewVersionAndLeavesTheOldOne() {
        Lookups before = service.current();
        service.defineGroup("racks", Map.of("rack1", List.of("10.4.1.0/25")));
        assertThat(before.groups()).isEmpty();
        assertThat(service.current()
                        .groups()
                        .get("racks")
                        .find(IpAddress.parse("10.4.1.2").orElseThrow()))
                .hasToString("rack1");
        service.removeGroup("racks");
        assertThat(service.current().groups()).isEmpty();
    }

    @Test
    void timeOfTheLastChangeIsRemembered() {
        service.defineGroup("b", Map.of());
        service.defineMap("m", Map.of("web", List.of("80")));
        now.set(2000);
        service.defineGroup("a", Map.of("x", List.of()));
        service.defineGroup("b", Map.of());
        assertThat(service.groups()).containsExactly(Map.entry("a", 2000L), Map.entry("b", 2000L));
        assertThat(service.maps()).containsExactly(Map.entry("m", 1000L));
    }

    @Test
    void wrongDefinitionLeavesWhatWasThere() {
        service.defineMap("m", Map.of("web", List.of("80")));
        assertThatThrownBy(() -> service.defineMap("m", Map.of("web", "80"))).hasMessage("label web must be an array");
        assertThat(service.map("m")).isEqualTo(Map.of("web", List.of("80")));
        assertThatThrownBy(() -> service.defineGroup("a.b", Map.of()))
                .hasMessage("group name 'a.b' has other characters than letters, digits, _ and -");
        assertThatThrownBy(() -> service.group("a.b"))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("there is no group a.b");
    }

    @Test
    void longTextsCountAsManyElements() {
        String half = "x".repeat(LookupService.MOST_ELEMENTS / 2 * LookupService.LONG_TEXT);
        service.defineMap("m", Map.of("label", List.of(half)));
        assertThatThrownBy(() -> service.defineMap("n", Map.of(half, List.of())))
                .hasMessageContaining("more than 500000 names and elements");
        assertThat(service.maps()).containsOnlyKeys("m");
    }

    @Test
    void allSetsTogetherAreBounded() {
        List<String> half = Collections.nCopies(LookupService.MOST_ELEMENTS / 2 - 1, "10.0.0.1");
        service.defineGroup("a", Map.of("x", half));
        service.defineMap("a", Map.of("x", half));
        assertThatThrownBy(() -> service.defineMap("b", Map.of("x", List.of())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("map b: all groups and maps together would have more than 500000 names and elements");
        service.defineGroup("a", Map.of("x", half));
        service.removeGroup("a");
        service.defineMap("b", Map.of("x", List.of()));
        assertThat(service.maps()).containsOnlyKeys("a", "b");
    }

    @Test
    void numberOfSetsIsBounded() {
        for (int i = 0; i < LookupService.MOST_SETS; i++) {
            service.defineGroup("g" + i, Map.of());
        }
        assertThatThrownBy(() -> service.defineGroup("more", Map.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("there are 1000 groups already");
        service.defineGroup("g7", Map.of("x", List.of("10.0.0.1")));
        service.removeGroup("g8");
        service.defineGroup("more", Map.of());
        assertThat(service.current().groups()).hasSize(LookupService.MOST_SETS);
    }
}
