package weir.acceptance;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** The head of a compiled class. Source: The Java Virtual Machine Specification, section 4.1. */
final class ClassFile {

    static final int RELEASE_21 = 65;

    private ClassFile() {}

    static int majorVersion(URI location) {
        try (var in = new DataInputStream(location.toURL().openStream())) {
            in.skipNBytes(6);
            return in.readUnsignedShort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
