package weir.sflow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Copies everything a decoder delivers, so that a test can look at it afterwards. */
final class Recording implements SampleListener {

    /** A record: its format, its bytes as sent, its layout. */
    record Record(String format, byte[] bytes, @Nullable Structure structure) {

        /** Value of a numeric field. */
        long number(String field) {
            return read().number(structure().indexOf(field));
        }

        String text(String field) {
            return read().text(structure().indexOf(field));
        }

        boolean malformed() {
            RecordReader reader = new RecordReader();
            reader.read(structure(), bytes, 0, bytes.length);
            return reader.malformed();
        }

        RecordValues read() {
            return new RecordReader().read(structure(), bytes, 0, bytes.length);
        }

        @Override
        public Structure structure() {
            if (structure == null) {
                throw new AssertionError("no structure is known for " + format);
            }
            return structure;
        }
    }

    /** What samples of all kinds have. */
    record Common(String format, long sequence, String source, List<Record> records) {
        List<String> formats() {
            return records.stream().map(Record::format).toList();
        }
    }

    record Flow(
            Common common, long rate, long pool, long drops, int inFormat, long input, int outFormat, long output) {}

    record Discard(Common common, long drops, long input, long output, long reason) {}

    record Custom(String source, long rate, long pool, List<Entry> entries) {}

    record Entry(String name, int type, long value, byte[] bytes) {}

    final List<String> calls = new ArrayList<>();
    final List<Flow> flows = new ArrayList<>();
    final List<Common> counters = new ArrayList<>();
    final List<Discard> discards = new ArrayList<>();
    final List<Custom> metrics = new ArrayList<>();
    final List<Custom> customFlows = new ArrayList<>();
    final DecodeCounts counts = new DecodeCounts();
    boolean readable;
    String agent = "";

    static Recording of(byte[] datagram) {
        return of(datagram, StructureTable.standard());
    }

    static Recording of(byte[] datagram, StructureTable table) {
        Recording recording = new Recording();
        // In the middle of a larger array of noise, as in a receive buffer, so that reading past the end is noticed.
        byte[] buffer = new byte[datagram.length + 64];
        Arrays.fill(buffer, (byte) 0x01);
        System.arraycopy(datagram, 0, buffer, 32, datagram.length);
        recording.readable =
                new DatagramDecoder(table, recording.counts).decode(buffer, 32, 32 + datagram.length, recording);
        return recording;
    }

    /** Errors that were counted, by key. */
    Map<String, Long> errors() {
        Map<String, Long> errors = new TreeMap<>();
        for (DecodeError error : DecodeError.values()) {
            if (counts.errors(error) > 0) {
                errors.put(error.key(), counts.errors(error));
            }
        }
        return errors;
    }

    /** Unknown formats that were counted. */
    Map<String, Long> unknown() {
        Map<String, Long> unknown = new TreeMap<>();
        counts.unknownFormats().addTo(unknown);
        return unknown;
    }

    @Override
    public void onDatagram(DatagramHeader header) {
        calls.add("datagram");
        agent = header.agent().toString();
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample s) {
        calls.add("flow");
        flows.add(new Flow(
                common(s),
                s.samplingRate(),
                s.samplePool(),
                s.drops(),
                s.inputFormat(),
                s.inputValue(),
                s.outputFormat(),
                s.outputValue()));
    }

    @Override
    public void onCounters(DatagramHeader header, CounterSample s) {
        calls.add("counters");
        counters.add(common(s));
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket s) {
        calls.add("discard");
        discards.add(new Discard(common(s), s.drops(), s.inputIfIndex(), s.outputIfIndex(), s.reason()));
    }

    @Override
    public void onCustomMetrics(DatagramHeader header, CustomSample s) {
        calls.add("metrics");
        metrics.add(custom(s));
    }

    @Override
    public void onCustomFlow(DatagramHeader header, CustomSample s) {
        calls.add("customFlow");
        customFlows.add(custom(s));
    }

    @Override
    public void onUnknownSample(DatagramHeader header, int tag, byte[] bytes, int start, int length) {
        calls.add("unknown " + DataFormat.text(tag));
    }

    @Override
    public void onDatagramEnd(DatagramHeader header) {
        calls.add("end");
    }

    private static Common common(Sample s) {
        List<Record> records = new ArrayList<>();
        for (int i = 0; i < s.records().count(); i++) {
            int start = s.records().start(i);
            records.add(new Record(
                    DataFormat.text(s.records().tag(i)),
                    Arrays.copyOfRange(s.bytes(), start, start + s.records().length(i)),
                    s.records().structure(i)));
        }
        return new Common(DataFormat.text(s.tag()), s.sequence(), s.sourceClass() + ":" + s.sourceIndex(), records);
    }

    private static Custom custom(CustomSample s) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < s.count(); i++) {
            entries.add(new Entry(
                    new String(s.bytes(), s.nameStart(i), s.nameLength(i), StandardCharsets.UTF_8),
                    s.type(i),
                    s.value(i),
                    Arrays.copyOfRange(s.bytes(), s.valueStart(i), s.valueStart(i) + s.valueLength(i))));
        }
        return new Custom(
                new String(s.bytes(), s.nameStart(), s.nameLength(), StandardCharsets.UTF_8),
                s.samplingRate(),
                s.samplePool(),
                entries);
    }
}
