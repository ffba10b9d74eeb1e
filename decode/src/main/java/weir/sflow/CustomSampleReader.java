package weir.sflow;

import weir.xdr.XdrReader;

/**
 * Reads the body of {@code rtmetric} and {@code rtflow} samples.
 *
 * <p>A value of an unknown type has an unknown length, so it ends the sample; what was read before is delivered.
 */
final class CustomSampleReader {

    private final DecodeCounts counts;
    private final CustomSample sample = new CustomSample();

    CustomSampleReader(DecodeCounts counts) {
        this.counts = counts;
    }

    CustomSample sample() {
        return sample;
    }

    /** Answers whether there is something to deliver. */
    boolean read(XdrReader in, int tag) {
        sample.clear();
        sample.bytes = in.bytes();
        long nameLength = in.readUnsignedInt();
        sample.nameStart = in.skipOpaque(nameLength);
        sample.nameLength = (int) nameLength;
        sample.samplingRate = 1;
        sample.samplePool = 0;
        if (tag == DataFormat.RTFLOW) {
            sample.samplingRate = in.readUnsignedInt();
            sample.samplePool = in.readUnsignedInt();
        }
        long count = in.readUnsignedInt();
        if (in.overrun()) {
            counts.count(DecodeError.SAMPLE_TOO_SHORT);
            return false;
        }
        for (long i = 0; i < count; i++) {
            long length = in.readUnsignedInt();
            int start = in.skipOpaque(length);
            int type = in.readInt();
            if (in.overrun()) {
                counts.count(DecodeError.RECORDS_MISSING);
                return true;
            }
            boolean known = tag == DataFormat.RTMETRIC
                    ? readMetric(in, start, (int) length, type)
                    : readAttribute(in, start, (int) length, type);
            if (!known) {
                counts.count(in.overrun() ? DecodeError.RECORD_TRUNCATED : DecodeError.CUSTOM_TYPE);
                return true;
            }
        }
        return true;
    }

    private boolean readMetric(XdrReader in, int start, int length, int type) {
        return switch (type) {
            case CustomType.STRING -> opaque(in, start, length, type);
            case CustomType.METRIC_COUNTER32, CustomType.METRIC_GAUGE32 ->
                number(in, start, length, type, in.readUnsignedInt());
            case CustomType.METRIC_COUNTER64, CustomType.METRIC_GAUGE64 ->
                number(in, start, length, type, in.readLong());
            case CustomType.METRIC_FLOAT -> number(in, start, length, type, floatBits(in));
            case CustomType.METRIC_DOUBLE -> number(in, start, length, type, in.readLong());
            default -> false;
        };
    }

    private boolean readAttribute(XdrReader in, int start, int length, int type) {
        return switch (type) {
            case CustomType.STRING -> opaque(in, start, length, type);
            case CustomType.FLOW_MAC -> fixed(in, start, length, type, 8, 6);
            case CustomType.FLOW_IP4 -> fixed(in, start, length, type, 4, 4);
            case CustomType.FLOW_IP6 -> fixed(in, start, length, type, 16, 16);
            case CustomType.FLOW_INT32 -> number(in, start, length, type, in.readUnsignedInt());
            case CustomType.FLOW_INT64 -> number(in, start, length, type, in.readLong());
            case CustomType.FLOW_FLOAT -> number(in, start, length, type, floatBits(in));
            case CustomType.FLOW_DOUBLE -> number(in, start, length, type, in.readLong());
            default -> false;
        };
    }

    private static long floatBits(XdrReader in) {
        return Double.doubleToRawLongBits(Float.intBitsToFloat(in.readInt()));
    }

    private boolean number(XdrReader in, int start, int length, int type, long value) {
        if (in.overrun()) {
            return false;
        }
        sample.add(start, length, type, value, 0, 0);
        return true;
    }

    private boolean opaque(XdrReader in, int start, int length, int type) {
        long valueLength = in.readUnsignedInt();
        int valueStart = in.skipOpaque(valueLength);
        if (in.overrun()) {
            return false;
        }
        sample.add(start, length, type, 0, valueStart, (int) valueLength);
        return true;
    }

    private boolean fixed(XdrReader in, int start, int length, int type, int size, int used) {
        int valueStart = in.skipOpaque(size);
        if (in.overrun()) {
            return false;
        }
        sample.add(start, length, type, 0, valueStart, used);
        return true;
    }
}
