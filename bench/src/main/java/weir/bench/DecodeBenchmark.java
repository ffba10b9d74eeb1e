package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.SampleListener;
import weir.sflow.StructureTable;

/** Nanoseconds per datagram of the demo capture, in memory: the walk alone, and with counters and packets read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {

    private final List<byte[]> datagrams = new ArrayList<>();
    private final DatagramDecoder decoder = new DatagramDecoder(StructureTable.standard(), new DecodeCounts());
    private final SampleListener nothing = new SampleListener() {};
    private final DecodePass records = new DecodePass(false);
    private int next;

    /** Reads the capture into memory. */
    @Setup
    public void read() throws IOException {
        Path capture = Path.of(System.getProperty("bench.root", "."), "demo/leafspine.pcap.gz");
        if (!Files.exists(capture)) {
            throw new IOException("no " + capture.toAbsolutePath() + ": run in the root of the repository");
        }
        try (CaptureReader in = CaptureReader.open(capture, 6343)) {
            var datagram = new CapturedDatagram();
            while (in.next(datagram)) {
                byte[] copy = new byte[datagram.length()];
                System.arraycopy(datagram.bytes(), datagram.start(), copy, 0, copy.length);
                datagrams.add(copy);
            }
        }
    }

    /** Datagram, samples and the places of records. */
    @Benchmark
    public boolean walk() {
        byte[] bytes = nextDatagram();
        return decoder.decode(bytes, 0, bytes.length, nothing);
    }

    /** The same, with metrics of counters and the layers of sampled headers. */
    @Benchmark
    public boolean walkAndRead() {
        byte[] bytes = nextDatagram();
        return decoder.decode(bytes, 0, bytes.length, records);
    }

    private byte[] nextDatagram() {
        byte[] bytes = datagrams.get(next);
        next = next + 1 == datagrams.size() ? 0 : next + 1;
        return bytes;
    }
}
