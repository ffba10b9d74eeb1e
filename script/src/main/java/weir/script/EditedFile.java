package weir.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A script's file, looked at again and again: it is to be loaded again when two looks in a row see the same change. Before,
 * somebody may still be writing it, and half of a script can be a script that runs well.
 *
 * <p>Thread: one at a time.
 */
final class EditedFile {

    private record Stamp(FileTime modified, long size) {}

    private final Path file;
    private @Nullable Stamp loaded;
    private @Nullable Stamp seen;

    /** A file that is being loaded now. */
    EditedFile(Path file) {
        this.file = file;
        loaded = stamp();
    }

    /** Looks. Answers true once for each change; false also while the file is not there. */
    boolean isDue() {
        Stamp now = stamp();
        boolean settled = now != null && !now.equals(loaded) && now.equals(seen);
        seen = now;
        if (settled) {
            loaded = now;
        }
        return settled;
    }

    private @Nullable Stamp stamp() {
        try {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            return null;
        }
    }
}
