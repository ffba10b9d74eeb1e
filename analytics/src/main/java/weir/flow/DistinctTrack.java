package weir.flow;

/** A number of distinct values: the number, plus one, of a sketch kept elsewhere; 0 while there is none. */
final class DistinctTrack extends ValueTrack {

    private final DistinctSketches sketches;

    DistinctTrack(DistinctSketches sketches) {
        this.sketches = sketches;
    }

    @Override
    int words() {
        return 1;
    }

    @Override
    long touch(long[] page, int at) {
        return page[at] == 0 ? 0 : sketches.touch((int) page[at] - 1);
    }

    @Override
    void end(long[] page, int at) {
        if (page[at] != 0) {
            sketches.release((int) page[at] - 1);
            page[at] = 0;
        }
    }

    @Override
    void add(long[] page, int at, int slot, double value, double scaled, double growth) {
        if (!Double.isNaN(value) && open(page, at)) {
            sketches.add((int) page[at] - 1, slot, DistinctSketches.hash(value));
        }
    }

    @Override
    void forget(long[] page, int at, int slotSet) {
        if (page[at] != 0) {
            sketches.forget((int) page[at] - 1, slotSet);
        }
    }

    @Override
    double read(long[] page, int at, int slotSet, double perSecond) {
        return page[at] == 0 ? 0 : sketches.estimate((int) page[at] - 1, slotSet);
    }

    @Override
    void merge(long[] page, int at, ValueTrack other, long[] otherPage, int otherAt, MergeStep step) {
        if (otherPage[otherAt] != 0 && open(page, at)) {
            DistinctSketches from = ((DistinctTrack) other).sketches;
            sketches.merge((int) page[at] - 1, from, (int) otherPage[otherAt] - 1, step);
        }
    }

    @Override
    void write(long[] page, int at, ByteSink out) {
        if (page[at] == 0) {
            out.putInt(0);
        } else {
            sketches.write((int) page[at] - 1, out);
        }
    }

    @Override
    void read(long[] page, int at, ByteSource in) {
        int items = in.getInt();
        if (items > 0) {
            in.check(open(page, at), "amount of memory");
            sketches.read((int) page[at] - 1, items, in);
        }
    }

    private boolean open(long[] page, int at) {
        if (page[at] == 0) {
            page[at] = sketches.allocate() + 1L;
        }
        return page[at] != 0;
    }
}
