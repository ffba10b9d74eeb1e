package weir.main;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, as {@code major.minor-build}. */
final class Version {

    private Version() {}

    /** Reads what the build wrote. */
    static String text() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing from the jar");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] parts = properties.getProperty("version").split("[.-]");
        return parts[0] + "." + parts[1] + "-" + properties.getProperty("build");
    }
}
