package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import weir.sflow.StructureTable;
import weir.testing.ReferencePage;

class MetricReferenceTest {

    @Test
    void thePageSaysWhatTheTablesSay() {
        ReferencePage.check("metrics.md", MetricReference.page(StructureTable.standard()));
    }

    @Test
    void describesEveryDerivedMetric() {
        String page = MetricReference.page(StructureTable.standard());
        assertThat(DerivedMetrics.all())
                .allSatisfy(
                        metric -> assertThat(page).contains("| `" + metric.name() + "` | " + metric.unit() + " | "));
    }
}
