package weir.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import weir.listing.DatagramLister;
import weir.listing.DatagramSelection;
import weir.listing.FieldSink;
import weir.listing.JsonSink;
import weir.listing.LineSink;
import weir.listing.TextSink;
import weir.net.IpAddress;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.DecodeError;
import weir.sflow.StructureTable;
import weir.testing.Allocation;

/**
 * What must hold for any bytes whatever: decoding and listing throw nothing, look at nothing outside the datagram, take
 * time and memory in proportion to its length, remember nothing of the datagrams before, and write JSON that can be read.
 */
public final class DecoderCheck {

    /** Shortest thing that has a call of its own: tag and length of a sample. */
    private static final int BYTES_PER_CALL = 8;

    /** A field of one byte can have a mark before it, and records count as a step themselves. */
    private static final int STEPS_PER_BYTE = 2;

    /** A field of four bytes is printed with a name of up to some fifty; a short record with a line of its own. */
    private static final int WRITTEN_PER_BYTE = 64;

    private static final int WRITTEN_ANYWAY = 4096;

    /** Buffers double as they grow, and text is made of bytes; but a length from the wire would ask for much more. */
    private static final int ALLOCATED_PER_BYTE = 256;

    private static final int ALLOCATED_ANYWAY = 512 * 1024;

    private static final int NOISE = 32;
    private static final IpAddress SOURCE = IpAddress.v4(0x7F00_0001);

    private final StructureTable table = StructureTable.standard();
    private final DecodeCounts counts = new DecodeCounts();
    private final DatagramDecoder decoder = new DatagramDecoder(table, counts);
    private final DecodedDigest digest = new DecodedDigest();
    private final Written text = new Written();
    private final Written json = new Written();
    private final Written line = new Written();
    private final List<Listing> listings = List.of(
            new Listing(new TextSink(text), text),
            new Listing(new JsonSink(json), json),
            new Listing(new LineSink(line), line));
    private long errorsBefore;
    private long allocated;

    /** Checks one datagram. Answers whether its head was readable. */
    public boolean check(byte[] datagram) {
        long allowed = ALLOCATED_ANYWAY + (long) ALLOCATED_PER_BYTE * datagram.length;
        boolean readable = checkAll(datagram);
        if (allocated > allowed) {
            checkAll(datagram); // the first time may have loaded classes and grown buffers
            require(allocated <= allowed, "allocates " + allocated + " bytes");
        }
        if (json.size() > 0) {
            JsonMapper.shared().readTree(json.toByteArray());
        }
        return readable;
    }

    private boolean checkAll(byte[] datagram) {
        long before = Allocation.soFar();
        boolean readable = checkDecoding(datagram);
        for (Listing listing : listings) {
            listing.list(datagram);
        }
        allocated = Allocation.soFar() - before;
        return readable;
    }

    /** Errors that all datagrams so far had, by cause; those inside records are met by the readers of records. */
    public long errors(DecodeError error) {
        return error == DecodeError.RECORD_MALFORMED
                ? listings.getFirst().listed.errors(error)
                : counts.errors(error);
    }

    /** Checks the decoding of one datagram and not its listing, which takes longer. */
    public boolean checkDecoding(byte[] datagram) {
        digest.start(0, datagram.length);
        boolean readable = decoder.decode(datagram, 0, datagram.length, digest);
        long value = digest.value();
        require(digest.calls() <= 2 + datagram.length / BYTES_PER_CALL, "too many calls: " + digest.calls());
        require(digest.steps() <= STEPS_PER_BYTE * datagram.length, "too many steps: " + digest.steps());
        require(readable == digest.calls() > 0, "calls and answer disagree");
        if (!readable) {
            require(errors() == errorsBefore + 1, "an unreadable head is one error");
        }
        errorsBefore = errors();

        // Elsewhere, with other bytes around it, by a decoder that has seen nothing yet: all the same.
        byte[] buffer = new byte[datagram.length + 2 * NOISE];
        Arrays.fill(buffer, (byte) 0x5A);
        System.arraycopy(datagram, 0, buffer, NOISE, datagram.length);
        digest.start(NOISE, NOISE + datagram.length);
        new DatagramDecoder(table, new DecodeCounts()).decode(buffer, NOISE, NOISE + datagram.length, digest);
        require(digest.value() == value, "decoding depends on more than the datagram");
        return readable;
    }

    private long errors() {
        long sum = 0;
        for (DecodeError error : DecodeError.values()) {
            sum += counts.errors(error);
        }
        return sum;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new AssertionError(message);
        }
    }

    /** One form of listing and what it wrote of the last datagram. */
    private final class Listing {
        private final FieldSink sink;
        private final Written written;
        private final DecodeCounts listed = new DecodeCounts();
        private final DatagramDecoder ownDecoder = new DatagramDecoder(table, listed);
        private final DatagramLister lister;

        Listing(FieldSink sink, Written written) {
            this.sink = sink;
            this.written = written;
            this.lister = new DatagramLister(table, sink, DatagramSelection.ALL, listed);
        }

        void list(byte[] datagram) {
            written.reset();
            lister.arrived(SOURCE, datagram.length, 1_795_328_429_460_201_000L);
            ownDecoder.decode(datagram, 0, datagram.length, lister);
            sink.flush();
            require(
                    written.size() <= WRITTEN_ANYWAY + (long) WRITTEN_PER_BYTE * datagram.length,
                    sink.getClass().getSimpleName() + " writes too much: " + written.size());
        }
    }

    private static final class Written extends ByteArrayOutputStream {
        Written() {
            super(64 * 1024);
        }
    }
}
