package weir.flow.attribute;

import org.jspecify.annotations.Nullable;
import weir.packet.LayerType;
import weir.packet.PacketLayers;

/**
 * A key that is a number with a place that headers of one shape share, as most keys are.
 *
 * <p>Thread: any; immutable.
 *
 * @param place where the number lies
 * @param width bytes of the number, 16 for an IPv6 address
 * @param shift bits that follow the value in these bytes
 * @param high bits of the value in the first half of an IPv6 address
 * @param low bits of the value, after the shift; of an IPv6 address those in the second half
 * @param format how the value is written
 * @param prefix length of the prefix that is written in front of the value; -1 for none
 */
public record PlainKey(Place place, int width, int shift, long high, long low, KeyFormat format, int prefix) {

    static final int IPV6_WIDTH = 16;
    private static final int IPV4_WIDTH = 4;
    private static final int NO_PREFIX = -1;

    /** Where a number lies. */
    sealed interface Place {

        /** Instead of the end of a number: it is not there. Further than any header reaches. */
        int NOT_THERE = Integer.MAX_VALUE;

        /**
         * Where a number ends in headers like this one: bytes from the first of the header; below 0 for one that is no part of it,
         * {@link SampleContext#interfaceNumber}. Absent: {@link #NOT_THERE}.
         */
        int end(PacketLayers layers, int offset, int width);
    }

    /**
     * In a layer.
     *
     * @param occurrence which one of the layers of this type
     * @param start bytes from the first of the layer
     */
    record InLayer(LayerType layer, int occurrence, int start) implements Place {

        @Override
        public int end(PacketLayers layers, int offset, int width) {
            int at = layers.find(layer, occurrence);
            return at < 0 ? NOT_THERE : layers.start(at) - layers.from() + start + offset + width;
        }
    }

    /** Other places. */
    enum Elsewhere implements Place {
        /** The type behind all tags of the outermost Ethernet header. */
        ETHERTYPE,
        /** The input interface, {@link SampleContext#input}. */
        INPUT,
        /** The output interface, {@link SampleContext#output}. */
        OUTPUT;

        @Override
        public int end(PacketLayers layers, int offset, int width) {
            if (this != ETHERTYPE) {
                return ~(this == INPUT ? SampleContext.INPUT : SampleContext.OUTPUT);
            }
            // Where it lies is part of what is known of a header if the Ethernet header comes first.
            int at = layers.find(LayerType.ETHERNET, 0);
            return at != 0 || layers.detail(at) < 0 ? NOT_THERE : layers.detail(at) - layers.from() + offset + width;
        }
    }

    /** A field of a layer. Absent: null for one that is not written as the number it is. */
    static @Nullable PlainKey of(LayerField field) {
        FieldFormat format = field.format();
        boolean number =
                format.names() == null && format.format() != KeyFormat.BOOLEAN && format.format() != KeyFormat.TEXT;
        Place place = new InLayer(field.layer(), field.occurrence(), field.offset());
        return number
                ? new PlainKey(place, field.width(), field.shift(), -1L, field.mask(), format.format(), NO_PREFIX)
                : null;
    }

    /** A number of so many bytes at another place. */
    static PlainKey of(Elsewhere place, int width, KeyFormat format) {
        return new PlainKey(place, width, 0, 0, -1L, format, NO_PREFIX);
    }

    /** The first bits of an address, with their number. Absent: null when it is no address, or fewer bits already. */
    public @Nullable PlainKey prefix(int bits) {
        if (format == KeyFormat.IPV4 && width == IPV4_WIDTH) {
            int length = Math.min(Integer.SIZE, bits);
            return new PlainKey(place, width, shift, 0, low & first(length, Integer.SIZE), KeyFormat.PREFIX4, length);
        }
        if (format == KeyFormat.IPV6 && width == IPV6_WIDTH) {
            long upper = first(Math.min(Long.SIZE, bits), Long.SIZE);
            long lower = first(Math.max(0, bits - Long.SIZE), Long.SIZE);
            return new PlainKey(place, width, shift, upper, lower, KeyFormat.PREFIX6, bits);
        }
        return null;
    }

    private static long first(int ones, int of) {
        long all = -1L >>> Long.SIZE - of;
        return ones == 0 ? 0 : all << of - ones & all;
    }

    /** Whether writing it in a format writes the number, with nothing but zeros in front. */
    boolean isWrittenAs(KeyFormat written) {
        boolean widened = format.isUnsigned() && written.isUnsigned() && format.width() <= written.width();
        return format == written || widened;
    }
}
