package weir.metric;

import java.util.IdentityHashMap;
import weir.metric.Refusals.Refusal;
import weir.sflow.CounterSample;
import weir.sflow.DataFormat;
import weir.sflow.DecodeCounts;
import weir.sflow.DecodeError;
import weir.sflow.RecordValues;
import weir.sflow.Records;
import weir.sflow.Structure;
import weir.sflow.StructureException;
import weir.sflow.StructureTable;

/**
 * Makes a new {@link MetricRow} of each counter sample.
 *
 * <p>Thread: owner only.
 */
final class CounterSamples {

    private static final int HOST_ADAPTERS = DataFormat.of(0, 2001);

    private final AgentDirectory directory;
    private final DecodeCounts counts;
    private final RecordMetrics records;
    private final RowWriter row = new RowWriter();
    private final IdentityHashMap<Structure, StructureSchemas> schemas = new IdentityHashMap<>();

    CounterSamples(AgentDirectory directory, StructureTable structures, DecodeCounts counts) {
        this.directory = directory;
        this.counts = counts;
        records = new RecordMetrics(directory.limits(), directory.refusals());
        structures
                .all()
                .filter(structure -> structure.kind() == Structure.Kind.COUNTER)
                .forEach(structure -> {
                    add(structure);
                    structure.variants().forEach(this::add);
                });
    }

    private void add(Structure structure) {
        try {
            schemas.put(structure, new StructureSchemas(new StructureMetrics(structure)));
        } catch (IllegalArgumentException e) {
            throw new StructureException(structure.fields().getFirst().origin(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Applies the records of a sample and publishes what they make with one store. Answers whether there is any, or
     * other adapters.
     */
    boolean apply(CounterSample sample, SourceFeed feed, long now) {
        DataSource source = feed.source();
        Records sent = sample.records();
        Adapters adaptersBefore = source.adapters();
        MetricRow before = source.row();
        row.start(before);
        for (int i = 0; i < sent.count(); i++) {
            StructureSchemas known = schemas.get(sent.structure(i));
            if (known == null) {
                continue;
            }
            FixedRecord fixed = known.fixed();
            if (fixed != null) {
                keep(known, fixed, sample, i, feed, now);
            } else {
                compute(known, sample, i, feed, now);
            }
        }
        MetricRow after = row.row();
        if (after == before) {
            return !source.adapters().equals(adaptersBefore);
        }
        source.publish(after);
        return true;
    }

    /** Keeps a record whose metrics are computed when someone asks. */
    private void keep(
            StructureSchemas known, FixedRecord fixed, CounterSample sample, int number, SourceFeed feed, long now) {
        MetricSchema schema = known.find(isLogical(feed));
        if (schema == null || !row.hasPlace(schema, directory.limits().blocks())) {
            directory.refusals().count(Refusal.BLOCKS);
            return;
        }
        RecordBlock last = feed.before(schema);
        if (last != null && now <= last.updated()) {
            return;
        }
        Records sent = sample.records();
        RecordBlock block = fixed.block(schema, sample.bytes(), sent.start(number), sent.length(number), last, now);
        feed.keep(block);
        row.put(block);
    }

    /** Computes the metrics of a record that must be read field by field. */
    private void compute(StructureSchemas known, CounterSample sample, int number, SourceFeed feed, long now) {
        Records sent = sample.records();
        RecordValues values = records.read(known.metrics(), sample.bytes(), sent.start(number), sent.length(number));
        if (values == null) {
            counts.count(DecodeError.RECORD_MALFORMED);
            return;
        }
        if (known.metrics().structure().tag() == HOST_ADAPTERS) {
            applyAdapters(values, feed.source(), now);
        }
        if (known.metrics().isEmpty()) {
            return;
        }
        MetricSchema schema = records.schema(known, values, isLogical(feed));
        if (schema == null || !row.hasPlace(schema, directory.limits().blocks())) {
            directory.refusals().count(Refusal.BLOCKS);
            return;
        }
        Readings readings = feed.readings(schema);
        if (readings.acceptable(now)) {
            row.put(records.block(known.metrics(), values, readings, row.block(schema), now));
        }
    }

    private static boolean isLogical(SourceFeed feed) {
        return feed.sourceClass() == DataSourceId.LOGICAL;
    }

    private void applyAdapters(RecordValues values, DataSource source, long now) {
        Adapters before = source.adapters();
        Adapters after = before.update(values, 0, now);
        if (after != before) {
            source.publish(after);
        }
    }
}
