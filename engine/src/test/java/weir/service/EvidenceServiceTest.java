package weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.enginetest.Await;
import weir.event.Event;
import weir.event.NumberedLog;
import weir.flow.FlowSource;
import weir.flow.attribute.FlowKeyTable;
import weir.lookup.Lookups;
import weir.meter.FlowDefinitions;
import weir.request.NotFoundException;
import weir.sflow.StructureTable;
import weir.shard.RecentDatagrams;
import weir.shard.RecentHistory;
import weir.topology.TopologyIndex;

/** Evidence of more events at once than are worked on. */
class EvidenceServiceTest {

    private static final int MANY = 400;

    private final NumberedLog<Event> log = new NumberedLog<>(MANY);

    private static EvidenceService service() {
        StructureTable structures = StructureTable.standard();
        return new EvidenceService(
                new RecentHistory(List.of(new RecentDatagrams(1 << 20))),
                structures,
                FlowKeyTable.standard(structures),
                () -> FlowDefinitions.NONE,
                () -> Lookups.NONE,
                () -> TopologyIndex.NONE);
    }

    private static Event event(int number) {
        return new Event(
                1000 + number,
                "t",
                "pair",
                1,
                2,
                FlowSource.NETWORK,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static long kept(EvidenceService evidence) {
        long kept = 0;
        for (int i = 0; i < MANY; i++) {
            try {
                kept += evidence.of(i).event().id() == i ? 1 : 0;
            } catch (NotFoundException e) {
                // Left out, or not worked on yet.
            }
        }
        return kept;
    }

    @Test
    void countsEventsThatCameTogetherInTooGreatANumber() {
        EvidenceService evidence = service();
        try {
            evidence.start(new LogReader<>(log, Event::threshold));
            assertThat(evidence.leftOut()).isZero();
            for (int i = 0; i < MANY; i++) {
                log.append(event(i));
            }
            assertThat(evidence.leftOut()).isPositive().isLessThan(MANY);
            Await.until("all that waited are worked on", () -> kept(evidence) == MANY - evidence.leftOut());
        } finally {
            evidence.close();
        }
    }
}
