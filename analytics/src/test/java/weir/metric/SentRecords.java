package weir.metric;

import java.util.function.Consumer;
import weir.testing.SampleBuilder;
import weir.testing.XdrWriter;

/** Counter records as agents send them, for tests. Source: sFlow Version 5; sFlow Host Structures. */
public final class SentRecords {

    /** The sign for a 32-bit value that the agent cannot supply. */
    public static final long UNKNOWN = 0xFFFF_FFFFL;

    /** A switch port with 1 Gbit/s that is up. */
    public static final class Port {
        public long ifIndex = 7;
        public long type = 6;
        public long speed = 1_000_000_000L;
        public long direction = 1;
        public long status = 3;
        public long inOctets;
        public long inUnicast;
        public long inMulticast;
        public long inBroadcast;
        public long inDiscards;
        public long inErrors;
        public long inUnknownProtocols;
        public long outOctets;
        public long outUnicast;
        public long outMulticast;
        public long outBroadcast;
        public long outDiscards;
        public long outErrors;

        public Port() {}

        public void write(XdrWriter to) {
            to.u32s(ifIndex, type).u64(speed).u32s(direction, status).u64(inOctets);
            to.u32s(inUnicast, inMulticast, inBroadcast, inDiscards, inErrors, inUnknownProtocols);
            to.u64(outOctets).u32s(outUnicast, outMulticast, outBroadcast, outDiscards, outErrors, 2);
        }

        /** Adds the record to a sample of the port. */
        public void addTo(SampleBuilder sample) {
            sample.source(0, ifIndex).record(0, 1, this::write);
        }
    }

    private SentRecords() {}

    /** A counter sample of port 7 that has received so many bytes. */
    public static Consumer<SampleBuilder> octets(long octets) {
        Port port = new Port();
        port.inOctets = octets;
        return port::addTo;
    }

    /** A port name. */
    public static Consumer<XdrWriter> portName(String name) {
        return to -> to.string(name);
    }

    /** A host description. */
    public static Consumer<XdrWriter> host(String name, String osRelease) {
        return to -> to.string(name)
                .fixed(new byte[] {
                    0x10, 0x32, 0x54, 0x76, (byte) 0x98, (byte) 0xBA, (byte) 0xDC, (byte) 0xFE, 0, 1, 2, 3, 4, 5, 6, 7
                })
                .u32s(3, 2)
                .string(osRelease);
    }

    /** Processor times in ms: user, nice, system, idle, wio, intr, sintr, then steal, guest and guest_nice if any. */
    public static Consumer<XdrWriter> cpu(long... millis) {
        return to -> {
            to.f32(0.21).f32(0.5).f32(-1).u32s(2, 300, 4, 2400, 86_400);
            for (int i = 0; i < 7; i++) {
                to.u32(millis[i]);
            }
            to.u32s(1000, 2000);
            for (int i = 7; i < millis.length; i++) {
                to.u32(millis[i]);
            }
        };
    }

    /** Disks: total and free bytes, hundredths of a percent of the fullest partition, then the six counters. */
    public static Consumer<XdrWriter> disk(
            long total, long free, long fullest, long reads, long readTime, long writes, long writeTime) {
        return to -> to.u64(total)
                .u64(free)
                .u32s(fullest, reads)
                .u64(reads * 4096)
                .u32s(readTime, writes)
                .u64(writes * 4096)
                .u32(writeTime);
    }

    /** MAC addresses of one adapter. */
    public static Consumer<XdrWriter> adapter(long ifIndex, String... macs) {
        return to -> {
            to.u32s(1, ifIndex, macs.length);
            for (String mac : macs) {
                to.mac(mac);
            }
        };
    }
}
