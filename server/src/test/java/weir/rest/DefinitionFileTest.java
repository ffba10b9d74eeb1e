package weir.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.event.Threshold;
import weir.request.InvalidRequestException;

class DefinitionFileTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("thresholds.json"), text);
    }

    @Test
    void readsDefinitionsInTheirOrder() throws IOException {
        Path file = file(
                "{\n  \"busy\": {metric: 'ifinutilization', value: 80},\n  load: {'metric':'load_one','value':'4'},\n}\n");
        assertThat(DefinitionFile.read(file, Threshold::of))
                .extracting(Threshold::name, Threshold::metric, Threshold::value)
                .containsExactly(tuple("busy", "ifinutilization", 80.0), tuple("load", "load_one", 4.0));
        assertThat(DefinitionFile.read(file("{}"), Threshold::of)).isEmpty();
    }

    @Test
    void namesFileLineAndDefinitionOfAMistake() throws IOException {
        String good = "  \"good\": {\"metric\":\"m\",\"value\":1},\n";
        wrong("{\n" + good + "  \"bad\": {\"metric\":\"m\"}\n}", "line 3, bad: value is missing");
        wrong("{\n" + good + "\n\n  \"good\": {}\n}", "line 5: good stands twice");
        wrong("{\n" + good + "  \"bad\": 7\n}", "line 3: bad is not an object");
        wrong("{\n" + good + "  \"bad\": {\"metric\"}\n}", "line 3: ");
        wrong("[]", "line 1: a JSON object is expected");
        wrong("", "line 1: a JSON object is expected");
        wrong("{\n" + good, "line 3: ");
    }

    private void wrong(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> DefinitionFile.read(file, Threshold::of))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(file + ", " + message);
    }

    @Test
    void aFileThatIsNotThereIsNoMistakeInADefinition() {
        assertThatThrownBy(() -> DefinitionFile.read(folder.resolve("none"), Threshold::of))
                .isInstanceOf(UncheckedIOException.class);
    }
}
