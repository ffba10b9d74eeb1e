package weir.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import weir.request.InvalidRequestException;

/** Finds and reads the files of scripts. */
final class ScriptFiles {

    private static final int LARGEST = 16 << 20;

    private ScriptFiles() {}

    /**
     * Reads a file.
     *
     * @param shown what it is called in messages
     * @throws InvalidRequestException it is not there, too large, or cannot be read
     */
    static String read(Path file, String shown) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InvalidRequestException(shown + " is larger than " + LARGEST + " bytes");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new InvalidRequestException("there is no file " + shown);
        } catch (IOException e) {
            throw new InvalidRequestException(shown + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Where a file is that a script names, as the operator would (from the folder of the installation), or seen from the
     * script.
     */
    static Path find(ScriptSource source, String path) {
        Path named = Path.of(path);
        Path folder = Path.of(source.folder());
        if (named.startsWith(folder)) {
            Path below = source.file().resolveSibling(folder.relativize(named));
            if (Files.exists(below)) {
                return below;
            }
        }
        return Files.exists(named) ? named : source.file().resolveSibling(path);
    }
}
