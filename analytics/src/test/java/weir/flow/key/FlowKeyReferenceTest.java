package weir.flow.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.flow.attribute.Sampling;
import weir.lookup.AddressFacts;
import weir.lookup.AutonomousSystem;
import weir.lookup.Country;
import weir.lookup.GroupSet;
import weir.lookup.HostFacts;
import weir.lookup.Label;
import weir.lookup.Lookups;
import weir.lookup.OuiTable;
import weir.lookup.PortFacts;
import weir.lookup.ValueMap;
import weir.testing.DatagramBuilder;
import weir.testing.ReferencePage;

class FlowKeyReferenceTest {

    @Test
    void thePageSaysWhatTheTablesSay() {
        ReferencePage.check("flow-keys.md", FlowKeyReference.page(Sampling.TABLE, Sampling.STRUCTURES));
    }

    @Test
    void everyKeyIsInASectionAndHasASentence() {
        assertThat(Sampling.TABLE.all()).allSatisfy(key -> {
            assertThat(key.section()).isNotEmpty();
            assertThat(key.sources())
                    .allSatisfy(source -> assertThat(source.note()).isNotBlank());
        });
    }

    @Test
    void everyExampleOfAFunctionGivesWhatThePageSays() {
        Map<String, String> found = new LinkedHashMap<>();
        Map<String, String> said = new LinkedHashMap<>();
        for (KeyFunction function : KeyFunctionTable.all()) {
            String call = function.example().call();
            said.put(call, function.example().result());
            DatagramBuilder sample = call.contains("httpurl") ? request() : Evaluation.sample(Evaluation.udp());
            found.put(call, Evaluation.key(call, sample, lookups()));
            assertThat(call).startsWith(function.name() + ":");
        }
        assertThat(found).isEqualTo(said);
    }

    private static DatagramBuilder request() {
        return new DatagramBuilder()
                .flow(s -> s.record(
                        0,
                        2206,
                        r -> r.u32s(2, 1001)
                                .string("http://localhost:8008/metrics/json.html")
                                .string("www")
                                .string("")
                                .string("")
                                .string("")
                                .string("")
                                .string("")
                                .u64(1)
                                .u64(2)
                                .u32s(3, 200)));
    }

    private static Lookups lookups() {
        return Lookups.NONE
                .withGroups("sites", GroupSet.of(Map.of("east", List.of("10.1.0.0/16"), "west", List.of("10.0.0.0/8"))))
                .withMap("services", ValueMap.of(Map.of("game", List.of(5000))))
                .withVendors(OuiTable.parse(List.of("02-00-00 (hex) Example Corp.")))
                .withNames((v6, high, low) -> Label.of("www.example.com."))
                .withAddresses(new AddressFacts() {
                    @Override
                    public Country country(boolean v6, long high, long low) {
                        return Country.of("US", "United States");
                    }

                    @Override
                    public AutonomousSystem system(boolean v6, long high, long low) {
                        return AutonomousSystem.of(64500, "Example");
                    }
                })
                .withHosts(new HostFacts() {
                    @Override
                    public @Nullable Label byMac(long mac, String metric) {
                        return metric.equals("host_name") ? Label.of("web1") : null;
                    }

                    @Override
                    public @Nullable Label byAddress(boolean v6, long high, long low, String metric) {
                        return null;
                    }

                    @Override
                    public @Nullable Label byUuid(byte[] utf8, int from, int to, String metric) {
                        return null;
                    }
                })
                .withPorts(new PortFacts() {
                    @Override
                    public Label node(boolean v6, long high, long low, long ifIndex) {
                        return Label.of("leaf1");
                    }

                    @Override
                    public Label interfaceName(boolean v6, long high, long low, long ifIndex) {
                        return Label.of("swp" + ifIndex);
                    }

                    @Override
                    public @Nullable Label link(boolean v6, long high, long low, long ifIndex) {
                        return ifIndex == 2 ? Label.of("L1") : null;
                    }
                });
    }
}
