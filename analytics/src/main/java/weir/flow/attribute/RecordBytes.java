package weir.flow.attribute;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import weir.sflow.RecordValues;

/** Reads addresses that lie in the bytes of records. */
final class RecordBytes {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private RecordBytes() {}

    /**
     * Sets an address field.
     *
     * @param wanted the family to take, or {@link KeyFormat#ADDRESS} for either
     * @return whether the field holds an address of that family
     */
    static boolean address(RecordValues values, int field, KeyFormat wanted, KeyValue into) {
        return address(values.bytes(), values.start(field), values.length(field), wanted, into);
    }

    /** Sets an address of 4 or 16 bytes. Answers false for other lengths and another family than wanted. */
    static boolean address(byte[] bytes, int at, int length, KeyFormat wanted, KeyValue into) {
        if (length == 4 && wanted != KeyFormat.IPV6) {
            return into.ipv4((int) INT.get(bytes, at));
        }
        return length == 16
                && wanted != KeyFormat.IPV4
                && into.ipv6((long) LONG.get(bytes, at), (long) LONG.get(bytes, at + 8));
    }
}
