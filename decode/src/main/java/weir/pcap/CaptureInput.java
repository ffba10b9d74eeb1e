package weir.pcap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a capture through one fixed buffer: at most {@value #CAPACITY} bytes can be asked for at a time, and no
 * more are read than are there, so that a pipe delivers each packet as it comes. Gzip is recognised by its first bytes.
 */
final class CaptureInput implements AutoCloseable {

    private static final VarHandle INT_BIG = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_LITTLE =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Room for the largest packet and the largest head before it. */
    private static final int CAPACITY = 512 * 1024;

    /** Bytes that are read at a time: few enough to be still in the cache of the processor when they are decoded. */
    private static final int CHUNK = 128 * 1024;

    private static final int GZIP_BUFFER = 64 * 1024;

    private final InputStream in;
    private final String name;
    private final CaptureCounts counts;
    private final byte[] buffer = new byte[CAPACITY];
    private int position;
    private int limit;
    private long consumed;
    private boolean littleEndian;
    private boolean cutGzip;

    CaptureInput(InputStream stream, String name, CaptureCounts counts) {
        this.name = name;
        this.counts = counts;
        this.in = unzipped(stream);
    }

    private InputStream unzipped(InputStream stream) {
        PushbackInputStream in = new PushbackInputStream(stream, 2);
        try {
            byte[] magic = in.readNBytes(2);
            in.unread(magic);
            boolean gzip = magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
            return gzip ? new GZIPInputStream(in, GZIP_BUFFER) : in;
        } catch (IOException e) {
            throw failure("cannot be read: " + e.getMessage(), e);
        }
    }

    void littleEndian(boolean little) {
        littleEndian = little;
    }

    boolean littleEndian() {
        return littleEndian;
    }

    byte[] bytes() {
        return buffer;
    }

    /** Index in {@link #bytes()} of the next byte. */
    int position() {
        return position;
    }

    /** Makes that many bytes available from the position on. Answers false when the capture ends before. */
    boolean ensure(int count) {
        if (limit - position >= count) {
            return true;
        }
        if (count > buffer.length) {
            throw new IllegalArgumentException("more than the buffer holds: " + count);
        }
        // What is left is less than what is asked for, so the same first part of the buffer is used again and again.
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        while (limit - position < count) {
            int read = read();
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    private int read() {
        try {
            return in.read(buffer, limit, Math.min(CHUNK, buffer.length - limit));
        } catch (EOFException e) {
            cutGzip = true;
            return -1;
        } catch (IOException e) {
            throw failure("cannot be read: " + e.getMessage(), e);
        }
    }

    /** Moves past bytes that {@link #ensure} made available. */
    void consume(int count) {
        position += count;
        consumed += count;
    }

    /** Moves past bytes, however many. Answers false when the capture ends before. */
    boolean skip(long count) {
        long left = count;
        while (left > 0) {
            if (!ensure(1)) {
                return false;
            }
            int step = (int) Math.min(left, limit - position);
            consume(step);
            left -= step;
        }
        return true;
    }

    /** Counts a capture that ends inside a packet, or inside its gzip stream. */
    void countEnd(boolean insidePacket) {
        if (insidePacket || cutGzip || position < limit) {
            counts.add(CaptureCounts.Counted.CUT_SHORT);
        }
    }

    /** Four bytes at a distance from the position, in the byte order of the capture. */
    int int32(int distance) {
        int at = position + distance;
        return littleEndian ? (int) INT_LITTLE.get(buffer, at) : (int) INT_BIG.get(buffer, at);
    }

    long uint32(int distance) {
        return int32(distance) & 0xFFFF_FFFFL;
    }

    int uint16(int distance) {
        int at = position + distance;
        int first = buffer[at] & 0xFF;
        int second = buffer[at + 1] & 0xFF;
        return littleEndian ? second << 8 | first : first << 8 | second;
    }

    int uint8(int distance) {
        return buffer[position + distance] & 0xFF;
    }

    /** An error at the position. */
    CaptureException failure(String what) {
        return new CaptureException(name, consumed, what, null);
    }

    private CaptureException failure(String what, Throwable cause) {
        return new CaptureException(name, consumed, what, cause);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw failure("cannot be closed: " + e.getMessage(), e);
        }
    }
}
