package weir.metric;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.metric.Refusals.Refusal;
import weir.sflow.CounterSample;
import weir.sflow.DataFormat;
import weir.sflow.DecodeCounts;
import weir.sflow.DecodeError;
import weir.sflow.RecordValues;
import weir.sflow.Records;
import weir.sflow.Structure;

/**
 * Makes a new {@link MetricRow} of each counter sample.
 *
 * <p>Thread: owner only.
 */
final class CounterSamples {

    /** Most layouts that are told apart, because lengths come from the wire; what has another is read record by record. */
    static final int MAX_LAYOUTS = 64;

    private static final int HOST_ADAPTERS = DataFormat.of(0, 2001);

    private final AgentDirectory directory;
    private final CounterStructures structures;
    private final DecodeCounts counts;
    private final RecordMetrics records;
    private final RowWriter row = new RowWriter();
    private final IdentityHashMap<Structure, StructureSchemas> schemas = new IdentityHashMap<>();
    private final List<SampleLayout> layouts = new ArrayList<>();

    CounterSamples(AgentDirectory directory, CounterStructures structures, DecodeCounts counts) {
        this.directory = directory;
        this.structures = structures;
        this.counts = counts;
        records = new RecordMetrics(directory.limits(), directory.refusals());
    }

    /** Schemas of a structure, which are made when it is met first. Absent: null when no metrics become of it. */
    private @Nullable StructureSchemas schemas(@Nullable Structure structure) {
        StructureSchemas known = schemas.get(structure);
        StructureMetrics metrics = known == null ? structures.find(structure) : null;
        if (structure != null && metrics != null) {
            known = new StructureSchemas(metrics);
            schemas.put(structure, known);
        }
        return known;
    }

    /** Applies a sample and publishes what it makes with one store. Answers whether there is anything new. */
    boolean apply(CounterSample sample, DataSource source, CounterFeed feed, long now) {
        MetricRow before = source.row();
        if (!feed.continues(sample, before)) {
            SampleLayout layout = before.isEmpty() ? layout(sample.records(), source) : null;
            if (layout == null) {
                feed.part();
                return applyRecords(sample, source, feed, now);
            }
            feed.begin(layout);
        }
        SentRow made = feed.take(sample, now);
        if (made != null) {
            source.publish(made);
        }
        return made != null;
    }

    /** The layout of a sample that can be kept whole. Absent: null. */
    private @Nullable SampleLayout layout(Records sent, DataSource source) {
        for (SampleLayout known : layouts) {
            if (known.isOf(sent)) {
                return isLogical(source) ? null : known;
            }
        }
        if (isLogical(source) || layouts.size() >= MAX_LAYOUTS) {
            return null;
        }
        SampleLayout made =
                SampleLayout.of(sent, this::schemas, directory.limits().blocks());
        if (made != null) {
            layouts.add(made);
        }
        return made;
    }

    /** Applies record after record. Answers whether there is any, or other adapters. */
    private boolean applyRecords(CounterSample sample, DataSource source, CounterFeed feed, long now) {
        Records sent = sample.records();
        Adapters adaptersBefore = source.adapters();
        MetricRow before = source.row();
        row.start(before);
        for (int i = 0; i < sent.count(); i++) {
            StructureSchemas known = schemas(sent.structure(i));
            if (known == null) {
                continue;
            }
            FixedRecord fixed = known.fixed();
            if (fixed != null) {
                keep(known, fixed, sample, i, source, feed, now);
            } else {
                compute(known, sample, i, source, feed, now);
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
            StructureSchemas known,
            FixedRecord fixed,
            CounterSample sample,
            int number,
            DataSource source,
            CounterFeed feed,
            long now) {
        MetricSchema schema = known.find(isLogical(source));
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
    private void compute(
            StructureSchemas known, CounterSample sample, int number, DataSource source, CounterFeed feed, long now) {
        Records sent = sample.records();
        RecordValues values = records.read(known.metrics(), sample.bytes(), sent.start(number), sent.length(number));
        if (values == null) {
            counts.count(DecodeError.RECORD_MALFORMED);
            return;
        }
        if (known.metrics().structure().tag() == HOST_ADAPTERS) {
            applyAdapters(values, source, now);
        }
        if (known.metrics().isEmpty()) {
            return;
        }
        MetricSchema schema = records.schema(known, values, isLogical(source));
        if (schema == null || !row.hasPlace(schema, directory.limits().blocks())) {
            directory.refusals().count(Refusal.BLOCKS);
            return;
        }
        Readings readings = feed.readings(schema);
        if (readings.acceptable(now)) {
            row.put(records.block(known.metrics(), values, readings, row.block(schema), now));
        }
    }

    private static boolean isLogical(DataSource source) {
        return source.id().sourceClass() == DataSourceId.LOGICAL;
    }

    private void applyAdapters(RecordValues values, DataSource source, long now) {
        Adapters before = source.adapters();
        Adapters after = before.update(values, 0, now);
        if (after != before) {
            source.publish(after);
        }
    }
}
