package weir.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditedFileTest {

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private EditedFile edited = new EditedFile(file);

    @BeforeEach
    void load() throws IOException {
        file = Files.writeString(folder.resolve("a.js"), "one");
        edited = new EditedFile(file);
    }

    @Test
    void aFileThatStaysIsNeverDue() {
        assertThat(edited.isDue()).isFalse();
        assertThat(edited.isDue()).isFalse();
    }

    @Test
    void aChangeIsDueOnceWhenTwoLooksSeeTheSame() throws IOException {
        Files.writeString(file, "another");
        assertThat(edited.isDue()).isFalse();
        assertThat(edited.isDue()).isTrue();
        assertThat(edited.isDue()).isFalse();
    }

    @Test
    void whatIsStillBeingWrittenIsNotDue() throws IOException {
        Files.writeString(file, "");
        assertThat(edited.isDue()).isFalse();
        Files.writeString(file, "setHttpHandler(");
        assertThat(edited.isDue()).isFalse();
        Files.writeString(file, "setHttpHandler(function() { return 1; });");
        assertThat(edited.isDue()).isFalse();
        assertThat(edited.isDue()).isTrue();
    }

    @Test
    void theSameSizeAtAnotherTimeIsAChange() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
        assertThat(edited.isDue()).isFalse();
        assertThat(edited.isDue()).isTrue();
    }

    @Test
    void aFileThatIsGoneIsNotDueUntilItIsBack() throws IOException {
        Files.delete(file);
        assertThat(edited.isDue()).isFalse();
        assertThat(edited.isDue()).isFalse();
        Files.writeString(file, "back again");
        assertThat(edited.isDue()).isFalse();
        assertThat(edited.isDue()).isTrue();
    }
}
