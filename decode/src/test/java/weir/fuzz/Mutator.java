package weir.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import weir.sflow.CounterSample;
import weir.sflow.DatagramDecoder;
import weir.sflow.DatagramHeader;
import weir.sflow.DecodeCounts;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;
import weir.sflow.Records;
import weir.sflow.Sample;
import weir.sflow.SampleListener;
import weir.sflow.StructureTable;

/**
 * Damages datagrams: flips bits, cuts, splices, repeats and leaves out words, and above all changes the words that say
 * formats, lengths and counts, which it finds by decoding the datagram first.
 */
final class Mutator {

    private static final int[] TELLING = {
        0, 1, 2, 3, 4, 5, 7, 8, 255, 65_535, 0x3FFF_FFFF, 0x4000_0000, 0x7FFF_FFFF, 0x8000_0000, -1, -2, -3, -4, -5, -8
    };

    private final Random random;
    private final int[] tags;
    private final DatagramDecoder decoder;
    private final Places places = new Places();

    Mutator(long seed) {
        StructureTable table = StructureTable.standard();
        random = new Random(seed);
        tags = table.all().mapToInt(structure -> structure.tag()).toArray();
        decoder = new DatagramDecoder(table, new DecodeCounts());
    }

    /** A damaged copy of one of the seeds, possibly with parts of another. */
    byte[] next(List<byte[]> seeds) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            bytes = change(bytes, seeds);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes, List<byte[]> seeds) {
        switch (random.nextInt(10)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 2 -> {
                return splice(bytes, seeds.get(random.nextInt(seeds.size())));
            }
            case 3 -> {
                return shift(bytes);
            }
            case 4 -> put(bytes, word(bytes), random.nextInt());
            case 5 -> put(bytes, word(bytes), TELLING[random.nextInt(TELLING.length)]);
            case 6 -> put(bytes, place(bytes), tags[random.nextInt(tags.length)]);
            case 7 -> put(bytes, place(bytes) + 4, TELLING[random.nextInt(TELLING.length)]);
            case 8 -> add(bytes, place(bytes) + 4, random.nextInt(17) - 8);
            default -> put(bytes, place(bytes) + 8 + 4 * random.nextInt(20), TELLING[random.nextInt(TELLING.length)]);
        }
        return bytes;
    }

    /** The beginning of one and the end of the other. */
    private byte[] splice(byte[] a, byte[] b) {
        int keep = word(a);
        int from = word(b);
        byte[] spliced = Arrays.copyOf(a, keep + b.length - from);
        System.arraycopy(b, from, spliced, keep, b.length - from);
        return spliced;
    }

    /** Repeats some words or leaves them out. */
    private byte[] shift(byte[] bytes) {
        int from = word(bytes);
        int to = word(bytes);
        byte[] shifted = Arrays.copyOf(bytes, from + bytes.length - to);
        System.arraycopy(bytes, to, shifted, from, bytes.length - to);
        return shifted;
    }

    private int word(byte[] bytes) {
        return random.nextInt((bytes.length + 3) / 4) * 4;
    }

    /** Start of a tag: of a record or, when there is none, any word. */
    private int place(byte[] bytes) {
        places.count = 0;
        decoder.decode(bytes, 0, bytes.length, places);
        return places.count == 0 ? word(bytes) : places.starts[random.nextInt(places.count)] - 8;
    }

    private static void put(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) {
            if (at + i >= 0 && at + i < bytes.length) {
                bytes[at + i] = (byte) (value >>> 24 - 8 * i);
            }
        }
    }

    private static void add(byte[] bytes, int at, int difference) {
        if (at >= 0 && at + 3 < bytes.length) {
            bytes[at + 3] += (byte) difference;
        }
    }

    /** Where bodies of records and samples start; tag and length stand in the eight bytes before. */
    private static final class Places implements SampleListener {
        private final int[] starts = new int[64];
        private int count;

        private void add(int start) {
            if (count < starts.length) {
                starts[count++] = start;
            }
        }

        private void add(Sample sample) {
            Records records = sample.records();
            for (int i = 0; i < records.count(); i++) {
                add(records.start(i));
            }
        }

        @Override
        public void onFlow(DatagramHeader header, FlowSample sample) {
            add(sample);
        }

        @Override
        public void onCounters(DatagramHeader header, CounterSample sample) {
            add(sample);
        }

        @Override
        public void onDiscard(DatagramHeader header, DiscardedPacket sample) {
            add(sample);
        }

        @Override
        public void onUnknownSample(DatagramHeader header, int tag, byte[] bytes, int start, int length) {
            add(start);
        }
    }
}
