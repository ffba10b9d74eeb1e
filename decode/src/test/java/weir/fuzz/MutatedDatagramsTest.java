package weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.sflow.DecodeError;

class MutatedDatagramsTest {

    private static final int DATAGRAMS = 40_000;
    private static final int LISTED = 10;

    private final DecoderCheck check = new DecoderCheck();

    @Test
    void decodesEverySeedWithoutComplaint() {
        List<byte[]> seeds = SeedDatagrams.all();
        assertThat(seeds).hasSizeGreaterThan(150);
        for (byte[] seed : seeds) {
            assertThat(check.check(seed)).isTrue();
        }
        for (DecodeError error : DecodeError.values()) {
            assertThat(check.errors(error)).as(error.key()).isZero();
        }
    }

    @Test
    void survivesDamageOfAllKinds() {
        List<byte[]> seeds = SeedDatagrams.all();
        Mutator mutator = new Mutator(20150313);
        int readable = 0;
        for (int i = 0; i < DATAGRAMS; i++) {
            byte[] datagram = mutator.next(seeds);
            try {
                readable += (i % LISTED == 0 ? check.check(datagram) : check.checkDecoding(datagram)) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("datagram " + i + ": " + HexFormat.of().formatHex(datagram), e);
            }
        }
        // The damage is neither so slight nor so great that the test proves nothing: every cause of error was met.
        assertThat(readable).isBetween(DATAGRAMS / 2, DATAGRAMS - 1);
        for (DecodeError error : DecodeError.values()) {
            assertThat(check.errors(error)).as(error.key()).isPositive();
        }
    }
}
