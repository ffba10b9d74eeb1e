package weir.listing;

import weir.sflow.CustomSample;
import weir.sflow.CustomType;
import weir.xdr.XdrReader;

/**
 * Lists custom metrics and custom flows. The name of a field tells the type and the name that the program gave: {@code
 * rtmetric_gauge32_temperature}.
 *
 * <p>Thread: one.
 */
final class CustomSampleLister {

    private static final FieldName SAMPLE_TYPE = FieldName.of("sampleType");
    private static final ByteText RTMETRIC = ByteText.of("RTMETRIC");
    private static final ByteText RTFLOW = ByteText.of("RTFLOW");
    private static final FieldName METRIC_SOURCE = FieldName.of("rtmetric_datasource_name");
    private static final FieldName FLOW_SOURCE = FieldName.of("rtflow_datasource_name");
    private static final FieldName RATE = FieldName.of("rtflow_sampling_rate");
    private static final FieldName POOL = FieldName.of("rtflow_sample_pool");

    /** By type number. */
    private static final FieldName[] METRICS = {
        FieldName.of("rtmetric_string_"),
        FieldName.of("rtmetric_counter32_"),
        FieldName.of("rtmetric_counter64_"),
        FieldName.of("rtmetric_gauge32_"),
        FieldName.of("rtmetric_gauge64_"),
        FieldName.of("rtmetric_gaugeFloat_"),
        FieldName.of("rtmetric_gaugeDouble_"),
    };

    /** By type number. */
    private static final FieldName[] ATTRIBUTES = {
        FieldName.of("rtflow_string_"),
        FieldName.of("rtflow_mac_"),
        FieldName.of("rtflow_ip_"),
        FieldName.of("rtflow_ip6_"),
        FieldName.of("rtflow_int32_"),
        FieldName.of("rtflow_int64_"),
        FieldName.of("rtflow_float_"),
        FieldName.of("rtflow_double_"),
    };

    private final FieldSink sink;
    private final ComposedText composed = new ComposedText();
    private final XdrReader xdr = new XdrReader();

    CustomSampleLister(FieldSink sink) {
        this.sink = sink;
    }

    void metrics(CustomSample sample) {
        sink.word(SAMPLE_TYPE, RTMETRIC);
        dataSource(METRIC_SOURCE, sample);
        for (int i = 0; i < sample.count(); i++) {
            FieldName name = name(METRICS, sample, i);
            switch (sample.type(i)) {
                case CustomType.STRING -> text(name, sample, i);
                case CustomType.METRIC_FLOAT, CustomType.METRIC_DOUBLE -> decimal(name, sample, i);
                default -> sink.number(name, sample.value(i));
            }
        }
    }

    void flow(CustomSample sample) {
        sink.word(SAMPLE_TYPE, RTFLOW);
        dataSource(FLOW_SOURCE, sample);
        sink.number(RATE, sample.samplingRate());
        sink.number(POOL, sample.samplePool());
        for (int i = 0; i < sample.count(); i++) {
            FieldName name = name(ATTRIBUTES, sample, i);
            int start = sample.valueStart(i);
            xdr.wrap(sample.bytes(), start, start + sample.valueLength(i));
            switch (sample.type(i)) {
                case CustomType.STRING -> text(name, sample, i);
                case CustomType.FLOW_MAC -> sink.mac(name, mac());
                case CustomType.FLOW_IP4 -> sink.ip4(name, xdr.readInt());
                case CustomType.FLOW_IP6 -> sink.ip6(name, xdr.readLong(), xdr.readLong());
                case CustomType.FLOW_FLOAT, CustomType.FLOW_DOUBLE -> decimal(name, sample, i);
                default -> sink.number(name, sample.value(i));
            }
        }
    }

    private long mac() {
        return xdr.readUnsignedInt() << 16 | (long) xdr.readUnsignedByte() << 8 | xdr.readUnsignedByte();
    }

    private void dataSource(FieldName name, CustomSample sample) {
        if (sample.nameLength() > 0) {
            sink.text(name, sample.bytes(), sample.nameStart(), sample.nameLength());
        }
    }

    private FieldName name(FieldName[] names, CustomSample sample, int entry) {
        sink.nameSuffix(sample.bytes(), sample.nameStart(entry), sample.nameLength(entry));
        return names[sample.type(entry)];
    }

    private void text(FieldName name, CustomSample sample, int entry) {
        sink.text(name, sample.bytes(), sample.valueStart(entry), sample.valueLength(entry));
    }

    private void decimal(FieldName name, CustomSample sample, int entry) {
        sink.word(name, composed.decimal(Double.longBitsToDouble(sample.value(entry))));
    }
}
