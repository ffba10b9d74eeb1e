package weir.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import weir.request.InvalidRequestException;

/**
 * A file of definitions: a JSON object, name to attributes, each as REST takes it.
 *
 * <p>As lenient as bodies of requests are; but a name that stands twice is a mistake.
 */
public final class DefinitionFile {

    private DefinitionFile() {}

    /**
     * Reads all definitions of a file, in their order.
     *
     * @param reader makes a definition of a name and its attributes
     * @throws InvalidRequestException one of them is wrong; the message names file, line and definition
     * @throws UncheckedIOException the file cannot be read
     */
    public static <T> List<T> read(Path file, BiFunction<String, Map<String, Object>, T> reader) {
        List<T> definitions = new ArrayList<>();
        try {
            for (LenientJson.Member member : members(file)) {
                definitions.add(definition(file, member, reader));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return definitions;
    }

    private static List<LenientJson.Member> members(Path file) throws IOException {
        try {
            return LenientJson.readMembers(Files.readAllBytes(file));
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(file + ", " + e.getMessage());
        }
    }

    private static <T> T definition(
            Path file, LenientJson.Member member, BiFunction<String, Map<String, Object>, T> reader) {
        try {
            return reader.apply(member.name(), member.attributes());
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(
                    file + ", line " + member.line() + ", " + member.name() + ": " + e.getMessage());
        }
    }
}
