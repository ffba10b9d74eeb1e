package weir.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedDataTest {

    @TempDir
    Path directory = Path.of("");

    @Test
    void findsDataBesideAParentOfTheWorkingDirectory() throws IOException {
        Path data = Files.createDirectories(directory.resolve("shared/data"));
        Path module = Files.createDirectories(directory.resolve("copy/of/weir/decode"));
        assertThat(SharedData.root(null, module)).contains(data);
    }

    @Test
    void prefersTheNamedDirectory() throws IOException {
        Files.createDirectories(directory.resolve("shared/data"));
        Path named = Files.createDirectories(directory.resolve("elsewhere"));
        assertThat(SharedData.root(named.toString(), directory)).contains(named);
    }

    @Test
    void answersNothingWhereDataAreAbsent() {
        assertThat(SharedData.find("ecmp.pcap.gz", Optional.of(directory), false))
                .isEmpty();
    }

    @Test
    void failsWhereDataMustExist() {
        assertThatThrownBy(() -> SharedData.find("ecmp.pcap.gz", Optional.of(directory), true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ecmp.pcap.gz")
                .hasMessageContaining("WEIR_SHARED");
    }
}
