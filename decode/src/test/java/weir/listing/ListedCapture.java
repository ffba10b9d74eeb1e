package weir.listing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import weir.pcap.CaptureReader;
import weir.pcap.CaptureWriter;
import weir.pcap.CapturedDatagram;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;

/** Lists a capture datagram by datagram. */
final class ListedCapture implements AutoCloseable {

    private static final StructureTable STRUCTURES = StructureTable.standard();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final DecodeCounts counts = new DecodeCounts();
    private final CapturedDatagram datagram = new CapturedDatagram();
    private final CaptureReader reader;
    private final FieldSink sink;
    private final DatagramLister lister;
    private final DatagramDecoder decoder;

    ListedCapture(CaptureReader reader, DatagramSelection selection, Function<OutputStream, FieldSink> sinks) {
        this.reader = reader;
        sink = sinks.apply(out);
        lister = new DatagramLister(STRUCTURES, sink, selection, counts);
        decoder = new DatagramDecoder(STRUCTURES, counts);
    }

    static ListedCapture of(Path capture, Function<OutputStream, FieldSink> sinks) {
        return new ListedCapture(CaptureReader.open(capture, 6343), DatagramSelection.ALL, sinks);
    }

    /** What one datagram gives. */
    static String listed(byte[] datagram, DatagramSelection selection, Function<OutputStream, FieldSink> sinks) {
        byte[] capture = CaptureWriter.ofDatagrams(List.of(datagram));
        CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(capture), "made", 6343);
        try (ListedCapture listed = new ListedCapture(reader, selection, sinks)) {
            return listed.next();
        }
    }

    static String listed(byte[] datagram, Function<OutputStream, FieldSink> sinks) {
        return listed(datagram, DatagramSelection.ALL, sinks);
    }

    /** What the next datagram that can be decoded gives; empty at the end of the capture. */
    String next() {
        boolean listed = false;
        while (!listed && reader.next(datagram)) {
            lister.arrived(datagram);
            listed = decoder.decode(datagram.bytes(), datagram.start(), datagram.start() + datagram.length(), lister);
        }
        sink.flush();
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }

    /** What all datagrams from here on give. */
    String rest() {
        StringBuilder text = new StringBuilder();
        while (reader.next(datagram)) {
            lister.arrived(datagram);
            decoder.decode(datagram.bytes(), datagram.start(), datagram.start() + datagram.length(), lister);
            sink.flush();
            text.append(out.toString(StandardCharsets.UTF_8));
            out.reset();
        }
        return text.toString();
    }

    DecodeCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        reader.close();
    }
}
