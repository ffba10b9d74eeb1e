package weir.flow.attribute;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import weir.sflow.CustomSample;
import weir.sflow.CustomType;

/**
 * A field of a custom flow, which its program named as it liked.
 *
 * <p>Source: Host sFlow, {@code rtflow} encoding.
 */
final class CustomField implements AttributeReader {

    private final byte[] name;

    CustomField(String name) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean read(SampleContext sample, KeyValue into) {
        CustomSample custom = sample.custom();
        if (custom == null) {
            return false;
        }
        byte[] bytes = custom.bytes();
        for (int i = 0; i < custom.count(); i++) {
            int at = custom.nameStart(i);
            if (Arrays.equals(name, 0, name.length, bytes, at, at + custom.nameLength(i))) {
                return value(custom, i, into);
            }
        }
        return false;
    }

    private static boolean value(CustomSample custom, int entry, KeyValue into) {
        byte[] bytes = custom.bytes();
        int at = custom.valueStart(entry);
        int length = custom.valueLength(entry);
        return switch (custom.type(entry)) {
            case CustomType.STRING -> into.wireText(bytes, at, at + length);
            case CustomType.FLOW_MAC -> into.unsigned(KeyFormat.MAC, mac(bytes, at));
            case CustomType.FLOW_IP4, CustomType.FLOW_IP6 ->
                RecordBytes.address(bytes, at, length, KeyFormat.ADDRESS, into);
            case CustomType.FLOW_INT32 -> into.signed(custom.value(entry) << 32 >> 32);
            case CustomType.FLOW_INT64 -> into.signed(custom.value(entry));
            case CustomType.FLOW_FLOAT, CustomType.FLOW_DOUBLE ->
                into.real(Double.longBitsToDouble(custom.value(entry)));
            default -> false;
        };
    }

    private static long mac(byte[] bytes, int at) {
        long address = 0;
        for (int i = 0; i < 6; i++) {
            address = address << 8 | bytes[at + i] & 0xFF;
        }
        return address;
    }
}
