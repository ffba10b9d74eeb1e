package weir.metric;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
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
    boolean apply(CounterSample sample, DataSource source, SourceFeed feed, long now) {
        Records sent = sample.records();
        Adapters adaptersBefore = source.adapters();
        MetricRow before = source.row();
        MetricRow row = before;
        for (int i = 0; i < sent.count(); i++) {
            StructureSchemas known = schemas.get(sent.structure(i));
            if (known != null) {
                RecordValues values = records.read(known.metrics(), sample.bytes(), sent.start(i), sent.length(i));
                if (values == null) {
                    counts.count(DecodeError.RECORD_MALFORMED);
                } else {
                    row = apply(known, values, source, feed, row, now);
                }
            }
        }
        if (row == before) {
            return !source.adapters().equals(adaptersBefore);
        }
        source.publish(row);
        return true;
    }

    private MetricRow apply(
            StructureSchemas known, RecordValues values, DataSource source, SourceFeed feed, MetricRow row, long now) {
        if (known.metrics().structure().tag() == HOST_ADAPTERS) {
            applyAdapters(values, source, now);
        }
        if (known.metrics().isEmpty()) {
            return row;
        }
        boolean logical = source.id().sourceClass() == DataSourceId.LOGICAL;
        MetricSchema schema = records.schema(known, values, logical);
        @Nullable MetricBlock old = schema == null ? null : row.like(schema);
        if (schema == null || old == null && row.size() >= directory.limits().blocks()) {
            directory.refusals().count(Refusal.BLOCKS);
            return row;
        }
        Readings readings = feed.readings(schema);
        if (!readings.acceptable(now)) {
            return row;
        }
        return row.with(records.block(known.metrics(), values, readings, old, now));
    }

    private void applyAdapters(RecordValues values, DataSource source, long now) {
        Adapters before = source.adapters();
        Adapters after = before.update(values, 0, now);
        if (after != before) {
            source.publish(after);
        }
    }
}
