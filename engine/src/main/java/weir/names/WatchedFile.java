package weir.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is read at start and again whenever it has changed.
 *
 * <p>A change is read when two looks see the same size and time, so that a file is not read while somebody writes it. A
 * file that is missing or cannot be used is told once; what was read before stays in force.
 *
 * <p>Thread: one at a time.
 */
final class WatchedFile {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

    /** Reads a file and puts into force what it says. */
    @FunctionalInterface
    interface Loader {
        /** Reads the file; the answer says in a few words what it holds. */
        String load(Path file) throws IOException;
    }

    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {}

    private final String setting;
    private final Path file;
    private final Loader loader;
    private @Nullable Stamp taken;
    private @Nullable Stamp seen;
    private boolean first = true;
    private boolean absenceTold;

    /** A file that nobody has looked at, named by a setting. */
    WatchedFile(String setting, Path file, Loader loader) {
        this.setting = setting;
        this.file = file;
        this.loader = loader;
    }

    /** Looks at the file, and reads it if that is due. */
    void look() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Stamp stamp = new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
            absenceTold = false;
            if (!stamp.equals(taken) && (first || stamp.equals(seen))) {
                taken = stamp;
                load();
            }
            seen = stamp;
        } catch (IOException e) {
            absent(e);
        }
        first = false;
    }

    private void load() {
        try {
            LOG.info("{}: {}, {}", setting, file, loader.load(file));
        } catch (IOException e) {
            LOG.warn("{}: {} cannot be used: {}", setting, file, reason(e));
        }
    }

    private void absent(IOException e) {
        if (!absenceTold) {
            absenceTold = true;
            LOG.warn(
                    "{}: {} cannot be read, {}: {}",
                    setting,
                    file,
                    taken == null ? "nothing is known until it can" : "what was read before stays",
                    reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "no such file" : String.valueOf(e.getMessage());
    }
}
