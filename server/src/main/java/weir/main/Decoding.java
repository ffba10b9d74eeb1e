package weir.main;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import weir.listing.DatagramLister;
import weir.listing.DatagramStatistics;
import weir.listing.FieldSink;
import weir.listing.JsonSink;
import weir.listing.LineSink;
import weir.listing.StatisticsReport;
import weir.listing.TextSink;
import weir.net.IpAddress;
import weir.pcap.CaptureCounts;
import weir.pcap.CaptureException;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.DecodeError;
import weir.sflow.SampleListener;
import weir.sflow.StructureTable;

/**
 * One run of the decoder tool: a source of datagrams, a decoder, an output.
 *
 * <p>Thread: one; {@link #stop} may be called by another.
 */
final class Decoding {

    private static final int LARGEST_DATAGRAM = 65_535;
    private static final int RECEIVE_BUFFER = 4 * 1024 * 1024;

    private final DecodeOptions options;
    private final InputStream in;
    private final OutputStream out;
    private final PrintWriter err;
    private final DecodeCounts counts = new DecodeCounts();
    private final DatagramDecoder decoder;
    private final @Nullable FieldSink sink;
    private final @Nullable DatagramLister lister;
    private final DatagramStatistics statistics;
    private final SampleListener listener;
    private volatile boolean stopped;
    private volatile @Nullable DatagramChannel channel;

    Decoding(DecodeOptions options, InputStream in, OutputStream out, PrintWriter err) {
        this.options = options;
        this.in = in;
        this.out = out;
        this.err = err;
        StructureTable structures = options.structures();
        decoder = new DatagramDecoder(structures, counts);
        statistics = new DatagramStatistics(options.selection(), counts);
        sink = switch (options.form()) {
            case TEXT -> new TextSink(out);
            case JSON -> new JsonSink(out);
            case LINE -> new LineSink(out);
            case STATS -> null;
        };
        lister = sink == null ? null : new DatagramLister(structures, sink, options.selection(), counts);
        listener = lister == null ? statistics : lister;
    }

    /** Ends the run soon, as if the datagrams had ended. */
    void stop() {
        stopped = true;
        DatagramChannel open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The run ends all the same.
            }
        }
    }

    boolean stopped() {
        return stopped;
    }

    /** Decodes everything there is. Answers the exit status. */
    int run() {
        try {
            int status = options.file().isPresent() ? read(options.file().get()) : receive();
            flush();
            return status;
        } catch (UncheckedIOException e) {
            String reason = String.valueOf(e.getMessage());
            if (isClosedPipe(reason)) {
                return 0; // whoever read the output has seen enough
            }
            err.println("weir: the output cannot be written: " + reason);
            return Commands.FAILED;
        }
    }

    private static boolean isClosedPipe(String reason) {
        return reason.contains("Broken pipe") || reason.contains("pipe is being closed");
    }

    private void flush() {
        if (sink != null) {
            sink.flush();
        }
    }

    private void print(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int read(String file) {
        try (CaptureReader reader = open(file)) {
            int status = read(reader);
            flush();
            if (sink == null) {
                print(StatisticsReport.of(statistics) + StatisticsReport.of(reader.counts()));
            } else {
                remark(reader.counts());
            }
            return status;
        } catch (CaptureException e) {
            err.println("weir: " + e.getMessage());
            return Commands.FAILED;
        }
    }

    private CaptureReader open(String file) {
        return file.equals("-")
                ? CaptureReader.open(new FlushingInput(in), "standard input", options.port())
                : CaptureReader.open(Path.of(file), options.port());
    }

    private int read(CaptureReader reader) {
        CapturedDatagram datagram = new CapturedDatagram();
        try {
            for (long left = options.count(); left > 0 && !stopped && reader.next(datagram); left--) {
                if (lister != null) {
                    lister.arrived(datagram);
                } else {
                    statistics.arrived(datagram.length(), datagram.time());
                }
                decode(datagram.bytes(), datagram.start(), datagram.length());
            }
            return 0;
        } catch (CaptureException e) {
            err.println("weir: " + e.getMessage());
            return Commands.FAILED; // what came before the damage is printed
        }
    }

    private void decode(byte[] bytes, int start, int length) {
        decoder.decode(bytes, start, start + length, listener);
    }

    private int receive() {
        try (DatagramChannel open = DatagramChannel.open()) {
            channel = open;
            open.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            open.bind(local());
            err.println("weir: receiving on UDP port " + ((InetSocketAddress) open.getLocalAddress()).getPort());
            receive(open);
        } catch (IOException e) {
            if (!stopped) {
                err.println("weir: UDP port " + options.port() + ": " + e.getMessage());
                return Commands.FAILED;
            }
        }
        flush();
        if (sink == null) {
            print(StatisticsReport.of(statistics));
        } else {
            remarkErrors();
        }
        return 0;
    }

    private InetSocketAddress local() throws UnknownHostException {
        return options.bind().isPresent()
                ? new InetSocketAddress(InetAddress.getByName(options.bind().get()), options.port())
                : new InetSocketAddress(options.port());
    }

    private void receive(DatagramChannel open) throws IOException {
        byte[] bytes = new byte[LARGEST_DATAGRAM];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            for (long left = options.count(); left > 0 && !stopped; left--) {
                buffer.clear();
                InetSocketAddress source = (InetSocketAddress) open.receive(buffer);
                if (source == null) {
                    continue;
                }
                Instant now = Instant.now();
                long time = now.getEpochSecond() * 1_000_000_000L + now.getNano();
                if (lister != null) {
                    byte[] address = source.getAddress().getAddress();
                    lister.arrived(IpAddress.of(address, 0, address.length), buffer.position(), time);
                } else {
                    statistics.arrived(buffer.position(), time);
                }
                decode(bytes, 0, buffer.position());
                flush();
            }
        } catch (ClosedChannelException e) {
            if (!stopped) {
                throw e;
            }
        }
    }

    /** Says on the side what of a capture was not printed. */
    private void remark(CaptureCounts capture) {
        remarkErrors();
        for (CaptureCounts.Counted counted : CaptureCounts.Counted.values()) {
            boolean lost = switch (counted) {
                case LINK_TYPE, MALFORMED, SNAPPED, FRAGMENTS_DROPPED, CUT_SHORT -> true;
                default -> false;
            };
            if (lost && capture.count(counted) > 0) {
                err.println("weir: " + capture.count(counted) + " " + counted.sentence());
            }
        }
        long elsewhere = capture.count(CaptureCounts.Counted.OTHER_PORT);
        if (capture.count(CaptureCounts.Counted.DATAGRAMS) == 0 && elsewhere > 0) {
            err.println("weir: no datagram to UDP port " + options.port() + ", but " + elsewhere
                    + " to other ports: --port 0 reads them all");
        }
    }

    private void remarkErrors() {
        for (DecodeError error : DecodeError.values()) {
            if (counts.errors(error) > 0) {
                err.println("weir: " + counts.errors(error) + " " + error.key() + ": " + error.sentence());
            }
        }
    }

    /** Standard input; before it waits for more, what was printed so far is handed on. */
    private final class FlushingInput extends FilterInputStream {
        FlushingInput(InputStream source) {
            super(source);
        }

        @Override
        public int read() throws IOException {
            flush();
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            flush();
            return in.read(bytes, offset, length);
        }
    }
}
