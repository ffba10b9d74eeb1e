package weir.script;

import java.nio.file.Path;

/**
 * A file that is run as a script.
 *
 * <p>Thread: any; immutable.
 *
 * @param name what it is called in lists: {@code APP~FILE.js}, or {@code FILE.js} outside applications
 * @param shown what it is called in the log, and in messages: {@code app/APP/scripts/FILE.js} or {@code FILE.js}
 * @param folder its folder as it was configured, which the script gets to see
 * @param file where it is
 */
public record ScriptSource(String name, String shown, String folder, Path file) {

    /** A file named by {@code script.file}. */
    public static ScriptSource of(Path file) {
        String name = String.valueOf(file.getFileName());
        Path parent = file.getParent();
        return new ScriptSource(name, name, parent == null ? "." : parent.toString(), file);
    }
}
