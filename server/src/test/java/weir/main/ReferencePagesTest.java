package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Pages that are made from tables say what the tables say. {@code mvn -q -pl server -am test -Dtest=ReferencePagesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true} writes them.
 */
class ReferencePagesTest {

    @Test
    void settingsPageIsMadeFromTheTable() throws IOException {
        check("settings.md", SettingsPage.markdown(SettingTable.standard()));
    }

    private static void check(String name, String page) throws IOException {
        Path file = Path.of("..", "docs", "reference", name);
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, page);
        }
        assertThat(file).exists();
        assertThat(Files.readString(file)).as(name + " is not current").isEqualTo(page);
    }
}
