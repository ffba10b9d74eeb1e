package weir.flow.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.packet.LayerType;
import weir.sflow.Structure;

/**
 * The formats of records that flow keys come from, numbered densely, and the bits that their presence sets.
 *
 * <p>The lower bits of such a mask are {@link LayerType#bit()}s; the rest stand for records, several formats sharing a
 * bit. A record that gives the keys of a layer, as a sampled IPv4 header does, sets the bit of that layer too. So a set
 * bit says that something may be there, a clear one that it is not.
 */
final class RecordFormats {

    /** The bits that stand for layers. */
    static final long LAYER_BITS = (1L << LayerType.values().length) - 1;

    private static final int RECORD_BITS = Long.SIZE - LayerType.values().length;
    private static final int INDEXED = 1 << 12;

    private final List<Structure> structures = new ArrayList<>();
    private int[] tags = {};
    /** All bits that a record sets, by slot. */
    private long[] bits = {};

    private final short[] slots = new short[INDEXED];

    RecordFormats() {
        Arrays.fill(slots, (short) -1);
    }

    int count() {
        return tags.length;
    }

    int tag(int slot) {
        return tags[slot];
    }

    /** Usual layout of a format. */
    Structure structure(int slot) {
        return structures.get(slot);
    }

    /** Slot of a format, which gets one if it has none. */
    int add(Structure structure) {
        int tag = structure.tag();
        int slot = slot(tag);
        if (slot < 0) {
            slot = tags.length;
            structures.add(structure);
            tags = Arrays.copyOf(tags, slot + 1);
            bits = Arrays.copyOf(bits, slot + 1);
            tags[slot] = tag;
            bits[slot] = bit(tag);
            if (tag >= 0 && tag < INDEXED) {
                slots[tag] = (short) slot;
            }
        }
        return slot;
    }

    /** Slot of a format. Absent: -1. */
    int slot(int tag) {
        if (tag >= 0 && tag < INDEXED) {
            return slots[tag];
        }
        for (int i = 0; i < tags.length; i++) {
            if (tags[i] == tag) {
                return i;
            }
        }
        return -1;
    }

    /** Says that a record of this format can stand for a layer. */
    void imply(int slot, LayerType layer) {
        bits[slot] |= layer.bit();
    }

    /** The bit of a format itself. */
    static long bit(int tag) {
        return 1L << LayerType.values().length + Math.floorMod(tag, RECORD_BITS);
    }

    /** All bits that a record of a format sets; 0 for formats that no key comes from. */
    long bits(int tag) {
        int slot = slot(tag);
        return slot < 0 ? 0 : bits[slot];
    }
}
