package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelDropsTest {

    private static final String HEAD = "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
            + "   uid  timeout inode ref pointer drops\n";

    @TempDir
    private Path process;

    @BeforeEach
    void makeProcess() throws IOException {
        Files.createDirectories(process.resolve("net"));
        Files.createDirectories(process.resolve("fd"));
        Files.createSymbolicLink(process.resolve("fd/0"), Path.of("pipe:[77]"));
        Files.createSymbolicLink(process.resolve("fd/4"), Path.of("socket:[1001]"));
        Files.createSymbolicLink(process.resolve("fd/5"), Path.of("socket:[1002]"));
        Files.createSymbolicLink(process.resolve("fd/6"), Path.of("socket:[1003]"));
    }

    private static String row(String local, int inode, long drops) {
        return "  12: " + local + " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 " + inode
                + " 2 0000000000000000 " + drops + "         \n";
    }

    private void table(String name, String... rows) throws IOException {
        Files.writeString(process.resolve("net").resolve(name), HEAD + String.join("", rows));
    }

    @Test
    void addsUpTheDropsOfOurSocketsOnThePort() throws IOException {
        table("udp", row("0100007F:18C7", 1001, 5), row("00000000:18C7", 9999, 70), row("00000000:0035", 1003, 900));
        table("udp6", row("00000000000000000000000000000000:18C7", 1002, 30));
        assertThat(KernelDrops.at(process, 6343).count()).isEqualTo(35);
    }

    @Test
    void readsTheNumberAnewEachTime() throws IOException {
        table("udp6", row("00000000000000000000000000000000:18C7", 1002, 30));
        KernelDrops drops = KernelDrops.at(process, 6343);
        assertThat(drops.count()).isEqualTo(30);
        table("udp6", row("00000000000000000000000000000000:18C7", 1002, 3_000_000_000L));
        assertThat(drops.count()).isEqualTo(3_000_000_000L);
    }

    @Test
    void saysThatItDoesNotKnowWhereTheKernelTellsNothing() throws IOException {
        assertThat(KernelDrops.at(process, 6343).count()).isEqualTo(KernelDrops.UNKNOWN);
        table("udp", row("00000000:18C7", 9999, 70), "garbage\n", "");
        assertThat(KernelDrops.at(process, 6343).count()).isEqualTo(KernelDrops.UNKNOWN);
        assertThat(KernelDrops.at(process.resolve("absent"), 6343).count()).isEqualTo(KernelDrops.UNKNOWN);
    }
}
