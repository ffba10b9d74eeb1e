package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What data sources and the metrics of guests are called. */
class NamingTest {

    private final Observatory observatory = new Observatory();

    @Test
    void writesInterfacesByIndexAndOthersWithTheirClass() {
        assertThat(DataSourceId.of(0, 37)).hasToString("37");
        assertThat(DataSourceId.of(1, 100)).hasToString("1.100");
        assertThat(DataSourceId.of(2, 1)).hasToString("2.1");
        assertThat(DataSourceId.of(3, 100_001)).hasToString("3.100001");
        assertThat(DataSourceId.of(0, 0xFFFF_FFFFL)).hasToString("4294967295");
        assertThat(DataSourceId.of(-1, 1)).hasToString("4294967295.1");
        assertThat(DataSourceId.named("sensors")).hasToString("sensors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "37", "4294967295", "1.100", "2.1", "3.100001", "4294967295.1", "sensors", "my.app", "a"})
    void readsWhatItWrites(String text) {
        assertThat(DataSourceId.parse(text))
                .hasValueSatisfying(id -> assertThat(id).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.37", "037", "2.01", "4294967296", "1.4294967296", "2.", "2.1.1", "1e3", "37 "})
    void readsNothingElse(String text) {
        assertThat(DataSourceId.parse(text)).isEmpty();
    }

    @Test
    void ordersByClassAndIndexAndThenCustomNames() {
        List<DataSourceId> ordered = List.of(
                DataSourceId.of(0, 2),
                DataSourceId.of(0, 10),
                DataSourceId.of(0, 0xFFFF_FFFFL),
                DataSourceId.of(2, 1),
                DataSourceId.of(3, 5),
                DataSourceId.of(-1, 0),
                DataSourceId.named("a"),
                DataSourceId.named("b"));
        assertThat(new TreeSet<>(ordered.reversed())).containsExactlyElementsOf(ordered);
    }

    @Test
    void putsAPrefixBeforeTheDescriptionOfAGuest() {
        observatory
                .at(0)
                .counters(sample -> sample.source(3, 100_001)
                        .record(0, 2000, SentRecords.host("web-1", "6.1"))
                        .record(0, 2002, to -> to.u32s(2, 1))
                        .record(0, 2101, to -> to.u32s(1, 5, 2))
                        .record(0, 2206, to -> to.u32s(1, 2, 3, 4, 5))
                        .record(
                                5703,
                                1,
                                to -> to.u32s(1, 0, 0, 0).u64(10).u64(4).u32s(0, 0, 50, 30)));
        assertThat(Observatory.values(observatory.row(3, 100_001)))
                .containsEntry("vir_host_name", "web-1")
                .containsEntry("vir_uuid", "10325476-98ba-dcfe-0001-020304050607")
                .containsEntry("vir_machine_type", "x86_64")
                .containsEntry("vir_os_name", "linux")
                .containsEntry("vir_os_release", "6.1")
                .containsEntry("host_parent", "2.1")
                .containsEntry("vir_cpu_num", 2.0)
                .containsEntry("workers_active", 1.0)
                .containsEntry("vir_nvml_memused", 6.0)
                .doesNotContainKeys("host_name", "nvml_memused", "vir_host_parent", "vir_vir_cpu_num");
    }

    @Test
    void describesAHostWithoutPrefix() {
        observatory.at(0).counters(sample -> sample.source(2, 1).record(0, 2000, SentRecords.host("leaf1", "")));
        assertThat(Observatory.values(observatory.row(2, 1)))
                .containsOnlyKeys("host_name", "uuid", "machine_type", "os_name");
        assertThat(observatory.agent().hostName()).contains("leaf1");
    }

    @Test
    void takesANewHostNameWithTheNextSample() {
        observatory.at(0).counters(sample -> sample.source(2, 1).record(0, 2000, SentRecords.host("old", "1")));
        observatory.at(10).counters(sample -> sample.source(2, 1).record(0, 2000, SentRecords.host("new", "1")));
        assertThat(observatory.agent().hostName()).contains("new");
        assertThat(observatory.status().hostName()).contains("new");
    }

    @Test
    void takesTheFirstNamedPhysicalEntityForTheHost() {
        observatory.at(0).counters(sample -> sample.source(2, 1000).record(0, 2207, to -> to.u32s(1, 2, 3, 4, 5, 6)));
        assertThat(observatory.agent().host()).isNotNull();
        observatory.at(1).counters(sample -> sample.source(2, 2000).record(0, 2000, SentRecords.host("h", "")));
        assertThat(observatory.agent().hostName()).contains("h");
    }
}
