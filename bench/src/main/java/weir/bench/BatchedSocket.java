package weir.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteOrder;

/**
 * A UDP socket on the loopback address that takes many datagrams with one call: recvmmsg(2) of Linux on 64 bit.
 *
 * <p>Thread: one.
 */
@SuppressWarnings("restricted") // no channel of Java has this call
final class BatchedSocket {

    private static final int INET = 2;
    private static final int DATAGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    /** recvmmsg waits for the first datagram and takes what is there beside. */
    private static final int WAIT_FOR_ONE = 0x10000;

    private static final int BATCH = 64;
    private static final int PAYLOAD = 2048;
    private static final int MESSAGE = 64;
    private static final int VECTOR = 16;
    private static final int ADDRESS = 16;
    private static final int LENGTH = 56;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle SOCKET =
            handle("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle BIND =
            handle("bind", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle NAME =
            handle("getsockname", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    private static final MethodHandle OPTION = handle(
            "setsockopt",
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
    private static final MethodHandle RECEIVE = handle(
            "recvmmsg",
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS);

    private final int descriptor;
    private final MemorySegment messages;
    private final int port;

    /**
     * Opens it on a port that the system chooses.
     *
     * @param receiveBuffer bytes asked for
     */
    BatchedSocket(int receiveBuffer) {
        Arena arena = Arena.global();
        MemorySegment address = arena.allocate(ADDRESS, 8);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) INET);
        address.set(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 4, 0x7f000001);
        MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
        try {
            descriptor = (int) SOCKET.invokeExact(INET, DATAGRAM, 0);
            number.set(ValueLayout.JAVA_INT, 0, receiveBuffer);
            check((int) OPTION.invokeExact(descriptor, SOL_SOCKET, SO_RCVBUF, number, 4));
            check((int) BIND.invokeExact(descriptor, address, ADDRESS));
            number.set(ValueLayout.JAVA_INT, 0, ADDRESS);
            check((int) NAME.invokeExact(descriptor, address, number));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        port = address.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 2) & 0xffff;
        messages = arena.allocate((long) BATCH * MESSAGE, 8);
        MemorySegment vectors = arena.allocate((long) BATCH * VECTOR, 8);
        MemorySegment payloads = arena.allocate((long) BATCH * PAYLOAD, 8);
        for (int i = 0; i < BATCH; i++) {
            MemorySegment vector = vectors.asSlice((long) i * VECTOR, VECTOR);
            vector.set(ValueLayout.ADDRESS, 0, payloads.asSlice((long) i * PAYLOAD, PAYLOAD));
            vector.set(ValueLayout.JAVA_LONG, 8, PAYLOAD);
            messages.set(ValueLayout.ADDRESS, (long) i * MESSAGE + 16, vector);
            messages.set(ValueLayout.JAVA_LONG, (long) i * MESSAGE + 24, 1);
        }
    }

    int port() {
        return port;
    }

    /** Waits for a datagram and takes what is there; how many that were. */
    int receive() {
        try {
            int count = (int) RECEIVE.invokeExact(descriptor, messages, BATCH, WAIT_FOR_ONE, MemorySegment.NULL);
            check(count);
            return count;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Bytes of a datagram taken last. */
    int length(int index) {
        return messages.get(ValueLayout.JAVA_INT, (long) index * MESSAGE + LENGTH);
    }

    private static void check(int result) {
        if (result < 0) {
            throw new IllegalStateException("a call of the system failed");
        }
    }

    private static MethodHandle handle(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }
}
