package weir.script.call;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import weir.request.InvalidRequestException;

/**
 * Values that one script keeps, as JSON text in a file each.
 *
 * <p>A value is written to a file beside, forced to the disk and then renamed, and so is the name of its folder: whoever ends
 * the process, and be it the power, finds the old value or the new one. Names of files are percent-encoded keys.
 *
 * <p>Bounds: {@value #LONGEST_KEY} bytes for an encoded key, {@value #LARGEST} characters for a value, {@value #MOST} values.
 * Thread: that of the script.
 */
final class FileStore {

    private static final int LONGEST_KEY = 200;
    private static final int LARGEST = 16 << 20;
    private static final int MOST = 10_000;
    private static final String UNFINISHED = ".new";

    private static final int UNKNOWN = -1;

    private final Path folder;
    private int count = UNKNOWN;

    /** The values of a script; the folder is made when it is needed. */
    FileStore(Path store, String script) {
        folder = store.resolve(script);
    }

    /** Values that there are; listed once, as a folder of thousands takes its time. */
    private int count() {
        if (count == UNKNOWN) {
            count = keys().size();
        }
        return count;
    }

    private Path file(String key) {
        // A name cannot begin with a dot, nor have a slash.
        String name = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("*", "%2A");
        name = name.startsWith(".") ? "%2E" + name.substring(1) : name;
        if (key.isEmpty() || name.length() > LONGEST_KEY) {
            throw new InvalidRequestException("a key has 1 to " + LONGEST_KEY + " characters, encoded");
        }
        return folder.resolve(name.endsWith(UNFINISHED) ? name.replace(UNFINISHED, "%2Enew") : name);
    }

    /**
     * The JSON text of a value. Absent: empty.
     *
     * @throws InvalidRequestException it cannot be read
     */
    Optional<String> get(String key) {
        try {
            return Optional.of(Files.readString(file(key), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new InvalidRequestException("the value cannot be read: " + e);
        }
    }

    /**
     * Keeps a value.
     *
     * @throws InvalidRequestException it is too large, or there are too many, or it cannot be written
     */
    void set(String key, String json) {
        Path file = file(key);
        if (json.length() > LARGEST) {
            throw new InvalidRequestException("the value has more than " + LARGEST + " characters");
        }
        Path beside = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            Files.createDirectories(folder);
            boolean isNew = !Files.exists(file);
            if (isNew && count() >= MOST) {
                throw new InvalidRequestException("there are " + MOST + " values already");
            }
            try (FileChannel out = FileChannel.open(
                    beside,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            count = isNew ? count + 1 : count;
            forceFolder();
        } catch (IOException e) {
            throw new InvalidRequestException("the value cannot be kept: " + e);
        }
    }

    /** Makes sure that the names in the folder are on the disk; where a folder cannot be opened, nothing can be done. */
    private void forceFolder() throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        } catch (java.nio.file.AccessDeniedException e) {
            // Windows does not open folders.
        }
    }

    /** Forgets a value. */
    void delete(String key) {
        try {
            if (Files.deleteIfExists(file(key))) {
                count = Math.max(UNKNOWN, count - 1);
                forceFolder();
            }
        } catch (IOException e) {
            throw new InvalidRequestException("the value cannot be removed: " + e);
        }
    }

    /**
     * Keys of all values, sorted.
     *
     * @throws InvalidRequestException they cannot be listed
     */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.endsWith(UNFINISHED))
                    .forEach(name -> keys.add(URLDecoder.decode(name, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new InvalidRequestException("the values cannot be listed: " + e);
        }
        keys.sort(null);
        return keys;
    }
}
