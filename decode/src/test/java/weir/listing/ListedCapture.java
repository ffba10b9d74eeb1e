package weir.listing;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;

/** Lists a capture datagram by datagram. */
final class ListedCapture implements AutoCloseable {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final DecodeCounts counts = new DecodeCounts();
    private final CapturedDatagram datagram = new CapturedDatagram();
    private final CaptureReader reader;
    private final FieldSink sink;
    private final DatagramLister lister;
    private final DatagramDecoder decoder;

    private ListedCapture(Path capture, DatagramSelection selection, Function<OutputStream, FieldSink> sinks) {
        StructureTable structures = StructureTable.standard();
        reader = CaptureReader.open(capture, 6343);
        sink = sinks.apply(out);
        lister = new DatagramLister(structures, sink, selection, counts);
        decoder = new DatagramDecoder(structures, counts);
    }

    static ListedCapture json(Path capture) {
        return new ListedCapture(capture, DatagramSelection.ALL, JsonSink::new);
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

    DecodeCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        reader.close();
    }
}
