package weir.flow;

import java.util.stream.IntStream;

/**
 * A cache as bytes: its settings and epoch, then for each data source in rising order the floor, what its samples
 * count and the entries in the order of their keys. Caches that hold the same are the same bytes.
 */
final class FlowCacheBytes {

    private static final int FORMAT = 0x57464332;
    private static final int MOST_SOURCES = 1 << 24;

    private FlowCacheBytes() {}

    static byte[] write(FlowSettings settings, long epoch, FlowTable table, EntryLayout layout) {
        var out = new ByteSink();
        out.putInt(FORMAT);
        out.putInt(settings.hashCode());
        out.putLong(epoch);
        int[] sources = IntStream.range(0, table.sourcesEnd())
                .filter(source -> !table.sources().isEmpty(source))
                .toArray();
        out.putInt(sources.length);
        for (int source : sources) {
            write(source, table, layout, out);
        }
        return out.toBytes();
    }

    private static void write(int source, FlowTable table, EntryLayout layout, ByteSink out) {
        out.putInt(source);
        out.putDouble(table.sources().floor(source));
        out.putDouble(table.sources().weights(source));
        out.putDouble(table.sources().weightSquares(source));
        out.putInt(table.sources().last(source));
        out.putInt(table.count(source));
        IntStream.iterate(table.first(source), entry -> entry >= 0, table::next)
                .boxed()
                .sorted(table::compareKeys)
                .forEach(entry -> writeEntry(entry, table, layout, out));
    }

    private static void writeEntry(int entry, FlowTable table, EntryLayout layout, ByteSink out) {
        KeyView key = table.key(entry, table.newKey());
        out.putInt(key.hash());
        out.putInt(key.length());
        out.putBytes(key.copy(), 0, key.length());
        out.putInt(table.last(entry));
        for (int word : EntryLayout.sums()) {
            out.putLong(table.page(entry)[table.at(entry) + word]);
        }
        out.putDouble(table.missed(entry));
        layout.write(table.page(entry), table.at(entry), out);
    }

    /** Fills an empty table; answers the epoch. */
    static long read(byte[] bytes, FlowSettings settings, FlowTable table, EntryLayout layout, DecayClock clock) {
        var in = new ByteSource(bytes);
        in.check(in.getInt() == FORMAT, "format");
        in.check(in.getInt() == settings.hashCode(), "settings");
        long epoch = in.getLong();
        in.check(epoch == Long.MIN_VALUE || clock.has(epoch), "epoch");
        int sources = in.getInt();
        int before = -1;
        for (int i = 0; i < sources; i++) {
            int source = in.getInt();
            in.check(source > before && source < MOST_SOURCES, "data source");
            in.check(table.sources().open(source), "amount of memory");
            read(source, settings, table, layout, in);
            before = source;
        }
        in.check(in.atEnd(), "length");
        return epoch;
    }

    private static void read(int source, FlowSettings settings, FlowTable table, EntryLayout layout, ByteSource in) {
        double floor = in.getDouble();
        in.check(floor >= 0 && Double.isFinite(floor), "floor");
        table.sources().setFloor(source, floor);
        double sum = in.getDouble();
        double squares = in.getDouble();
        in.check(sum >= 0 && squares >= 0 && Double.isFinite(sum + squares), "weights of samples");
        table.sources().addWeights(source, sum, squares);
        int last = in.getInt();
        int count = in.getInt();
        in.check(count >= 0 && count <= settings.capacity(), "number of entries");
        for (int i = 0; i < count; i++) {
            readEntry(source, table, layout, in);
        }
        table.sources().setLast(source, last);
    }

    private static void readEntry(int source, FlowTable table, EntryLayout layout, ByteSource in) {
        int hash = in.getInt();
        int length = in.getInt();
        int start = in.skip(length);
        in.check(length <= KeyPool.MAX_LENGTH, "key");
        KeyView key = table.newKey();
        key.set(in.bytes(), start, length, hash);
        in.check(table.find(source, key) < 0, "repeated key");
        int entry = table.add(source, key, 0);
        in.check(entry >= 0, "amount of memory");
        table.setLast(entry, in.getInt());
        long[] page = table.page(entry);
        int at = table.at(entry);
        for (int word : EntryLayout.sums()) {
            double sum = in.getDouble();
            in.check(Double.isFinite(sum), "sum");
            ValueTrack.set(page, at + word, sum);
        }
        double missed = in.getDouble();
        in.check(Double.isFinite(missed), "bound");
        table.setMissed(entry, missed);
        layout.read(page, at, in);
    }
}
