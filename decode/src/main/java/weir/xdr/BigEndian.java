package weir.xdr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers at an index of an array, for structures of fixed size: the caller asks once whether all of a structure is
 * there and then takes its fields. Where lengths vary, {@link XdrReader} checks every read.
 *
 * <p>Errors: an index outside the array throws, which is an error of the caller.
 *
 * <p>Thread: any; no state.
 *
 * <p>Source: RFC 4506, section 4.
 */
public final class BigEndian {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    /** An unsigned 16-bit number. */
    public static int uint16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xFFFF;
    }

    /** Four bytes as they are. */
    public static int int32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    /** An unsigned 32-bit number. */
    public static long uint32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at) & 0xFFFF_FFFFL;
    }

    /** Eight bytes as they are. */
    public static long int64(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }
}
