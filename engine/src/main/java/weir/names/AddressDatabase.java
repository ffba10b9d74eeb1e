package weir.names;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A database in the format of MaxMind, held in memory.
 *
 * <p>It is read as a whole when it is opened, so that nobody can change it underneath.
 *
 * <p>Thread: any. Source: MaxMind DB file format 2.0.
 */
final class AddressDatabase {

    private static final int SEPARATOR = 16;

    private final Reader reader;
    private final boolean onlyV4;

    private AddressDatabase(Reader reader) {
        this.reader = reader;
        onlyV4 = reader.getMetadata().ipVersion() == 4;
    }

    /**
     * Reads a file.
     *
     * @throws IOException it cannot be read, or is no such database
     */
    static AddressDatabase open(Path file) throws IOException {
        try {
            Reader reader = new Reader(file.toFile(), Reader.FileMode.MEMORY, new CHMCache());
            Metadata metadata = reader.getMetadata();
            long tree = metadata.nodeCount() * metadata.recordSize() / 4;
            boolean sound = metadata.recordSize() % 4 == 0
                    && metadata.recordSize() >= 24
                    && metadata.recordSize() <= 32
                    && (metadata.ipVersion() == 4 || metadata.ipVersion() == 6)
                    && tree > 0
                    && tree + SEPARATOR <= Files.size(file);
            if (!sound) {
                throw new IOException("its tables do not fit the file");
            }
            return new AddressDatabase(reader);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException("it is damaged: " + e, e);
        }
    }

    /** Kind of database, as it calls itself. */
    String type() {
        return String.valueOf(reader.getMetadata().databaseType());
    }

    /**
     * What it says of an address. Absent: null.
     *
     * @throws IOException the database is damaged
     */
    @Nullable
    Map<?, ?> find(boolean v6, long high, long low) throws IOException {
        if (v6 && onlyV4) {
            return null;
        }
        try {
            return reader.get(address(v6, high, low), Map.class);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IOException(e.toString(), e);
        }
    }

    private static InetAddress address(boolean v6, long high, long low) throws UnknownHostException {
        byte[] bytes = new byte[v6 ? 16 : 4];
        for (int i = 0; i < bytes.length; i++) {
            int fromEnd = bytes.length - 1 - i;
            bytes[i] = (byte) ((fromEnd < 8 ? low : high) >>> (fromEnd & 7) * 8);
        }
        return InetAddress.getByAddress(bytes);
    }
}
