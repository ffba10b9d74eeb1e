package weir.rest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.request.InvalidRequestException;
import weir.request.UnavailableException;
import weir.topology.Topology;

/**
 * Keeps the topology over a restart, in a file of the form that {@code /topology/json} has.
 *
 * <p>A new text is written beside the file, forced to the disk and then takes its name: whatever happens, the file holds the
 * old topology or the new one. Thread: one at a time.
 */
public final class TopologyFile {

    private static final Logger LOG = LoggerFactory.getLogger(TopologyFile.class);

    private final Path file;

    /** A file, which need not exist yet. */
    public TopologyFile(Path file) {
        this.file = file;
    }

    /**
     * What the file holds, as parsed JSON. Absent: empty when there is no file yet.
     *
     * @throws InvalidRequestException it is no JSON object; the message says where
     * @throws IOException it cannot be read
     */
    public Optional<Map<String, Object>> read() throws IOException {
        try {
            return Optional.of(LenientJson.read(Files.readAllBytes(file)).members());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps a topology.
     *
     * @throws UnavailableException it cannot be written; the file holds what it held
     */
    public void keep(Topology topology) {
        Path place = file.toAbsolutePath();
        Path next = place.resolveSibling("." + place.getFileName() + ".next");
        try {
            Files.createDirectories(place.getParent());
            byte[] text = new Answer.Json(out -> TopologyJson.write(out, topology)).bytes(1);
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                java.nio.ByteBuffer rest = java.nio.ByteBuffer.wrap(text);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(next, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(place.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            LOG.warn("the topology is in force, but {} cannot be written: {}", file, e.toString());
            throw new UnavailableException("the topology is in force, but cannot be kept (topology.file): " + e);
        }
    }
}
