package weir.fuzz;

import weir.sflow.CounterSample;
import weir.sflow.CustomSample;
import weir.sflow.DatagramHeader;
import weir.sflow.DiscardedPacket;
import weir.sflow.Field;
import weir.sflow.FlowSample;
import weir.sflow.NestedList;
import weir.sflow.RecordReader;
import weir.sflow.RecordValues;
import weir.sflow.Records;
import weir.sflow.Sample;
import weir.sflow.SampleListener;
import weir.sflow.Structure;

/**
 * Reads everything that a decoder delivers, to the last element of the last list, into one number; checks that all of it
 * lies inside the datagram, and counts the steps that this takes.
 */
final class DecodedDigest implements SampleListener {

    private final RecordReader reader = new RecordReader();
    private final NestedList nested = new NestedList();
    private int from;
    private int to;
    private long value;
    private int calls;
    private int steps;

    /** Starts a datagram that lies in this range of its array. */
    void start(int begin, int end) {
        from = begin;
        to = end;
        value = 17;
        calls = 0;
        steps = 0;
    }

    long value() {
        return value;
    }

    /** Calls of the listener. */
    int calls() {
        return calls;
    }

    /** Fields, elements and numbers read. */
    int steps() {
        return steps;
    }

    private void add(long number) {
        value = value * 0x9E37_79B9_7F4A_7C15L + number;
    }

    private void addRange(byte[] bytes, int start, int length) {
        if (length < 0 || length > 0 && (start < from || start > to - length)) {
            throw new AssertionError("range " + start + "+" + length + " is outside " + from + ".." + to);
        }
        add(length);
        for (int i = start; i < start + length; i++) {
            add(bytes[i]);
        }
    }

    @Override
    public void onDatagram(DatagramHeader header) {
        calls++;
        add(header.agentHigh());
        add(header.agentLow());
        add(header.subAgent());
        add(header.sequence());
        add(header.uptime());
        add(header.sampleCount());
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample) {
        addSample(sample);
        add(sample.samplingRate());
        add(sample.samplePool());
        add(sample.drops());
        add(sample.inputFormat());
        add(sample.inputValue());
        add(sample.outputFormat());
        add(sample.outputValue());
    }

    @Override
    public void onCounters(DatagramHeader header, CounterSample sample) {
        addSample(sample);
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket sample) {
        addSample(sample);
        add(sample.drops());
        add(sample.inputIfIndex());
        add(sample.outputIfIndex());
        add(sample.reason());
    }

    @Override
    public void onCustomMetrics(DatagramHeader header, CustomSample sample) {
        addCustom(sample);
    }

    @Override
    public void onCustomFlow(DatagramHeader header, CustomSample sample) {
        addCustom(sample);
    }

    @Override
    public void onUnknownSample(DatagramHeader header, int tag, byte[] bytes, int start, int length) {
        calls++;
        add(tag);
        addRange(bytes, start, length);
    }

    @Override
    public void onDatagramEnd(DatagramHeader header) {
        calls++;
    }

    private void addCustom(CustomSample sample) {
        calls++;
        addRange(sample.bytes(), sample.nameStart(), sample.nameLength());
        add(sample.samplingRate());
        add(sample.samplePool());
        for (int i = 0; i < sample.count(); i++) {
            steps++;
            addRange(sample.bytes(), sample.nameStart(i), sample.nameLength(i));
            add(sample.type(i));
            add(sample.value(i));
            addRange(sample.bytes(), sample.valueStart(i), sample.valueLength(i));
        }
    }

    private void addSample(Sample sample) {
        calls++;
        add(sample.tag());
        add(sample.sequence());
        add(sample.sourceClass());
        add(sample.sourceIndex());
        Records records = sample.records();
        for (int i = 0; i < records.count(); i++) {
            steps++;
            add(records.tag(i));
            addRange(sample.bytes(), records.start(i), records.length(i));
            Structure structure = records.structure(i);
            if (structure != null) {
                addRecord(structure, sample.bytes(), records.start(i), records.length(i));
            }
        }
    }

    private void addRecord(Structure structure, byte[] bytes, int start, int length) {
        RecordValues values = reader.read(structure, bytes, start, length);
        add(reader.malformed() ? 1 : 0);
        for (int i = 0; i < values.present(); i++) {
            steps++;
            add(values.number(i));
            addRange(bytes, values.start(i), values.length(i));
            addInside(structure, values, i);
        }
    }

    private void addInside(Structure structure, RecordValues values, int i) {
        Field field = structure.fields().get(i);
        switch (field.type()) {
            case STRING -> add(values.text(i).hashCode());
            case U32LIST -> {
                for (int n = 0; n < values.number(i); n++) {
                    steps++;
                    add(reader.listNumber(i, n));
                }
            }
            case LIST -> {
                for (int n = 0; n < values.number(i); n++) {
                    steps++;
                    add(reader.element(structure, i, n).number(field.elements().size() - 1));
                }
            }
            case ASPATH, ADAPTERS, RECORDS -> addNested(field, values, i);
            default -> {}
        }
    }

    private void addNested(Field field, RecordValues values, int i) {
        int elements = 0;
        nested.start(field, values, i);
        while (nested.next()) {
            steps++;
            elements++;
            add(nested.head());
            for (int n = 0; n < nested.count(); n++) {
                switch (field.type()) {
                    case ASPATH -> add(nested.asNumber(n));
                    case ADAPTERS -> add(nested.mac(n));
                    default -> add(values.bytes()[nested.start() + n]);
                }
            }
        }
        if (elements != values.number(i)) {
            throw new AssertionError("list of " + values.number(i) + " elements has " + elements);
        }
    }
}
