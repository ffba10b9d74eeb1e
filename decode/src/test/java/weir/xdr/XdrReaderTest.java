package weir.xdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import weir.testing.XdrWriter;

class XdrReaderTest {

    private final XdrReader in = new XdrReader();

    private void wrap(XdrWriter writer) {
        in.wrap(writer.bytes(), 0, writer.size());
    }

    @Test
    void readsNumbersOfAllSizes() {
        wrap(new XdrWriter().u32(0xFFFF_FFFEL).u32(0xFFFF_FFFEL).u64(-2).raw(new byte[] {(byte) 0xFE}));
        assertThat(in.readInt()).isEqualTo(-2);
        assertThat(in.readUnsignedInt()).isEqualTo(0xFFFF_FFFEL);
        assertThat(in.readLong()).isEqualTo(-2);
        assertThat(in.readUnsignedByte()).isEqualTo(0xFE);
        assertThat(in.remaining()).isZero();
        assertThat(in.overrun()).isFalse();
    }

    @Test
    void readsZeroPastTheEndAndSaysSoUntilTheNextWrap() {
        wrap(new XdrWriter().raw(new byte[] {1, 2, 3}));
        assertThat(in.readInt()).isZero();
        assertThat(in.overrun()).isTrue();
        assertThat(in.remaining()).isZero();
        assertThat(in.readUnsignedByte()).isZero();
        assertThat(in.readLong()).isZero();
        wrap(new XdrWriter().u32(7));
        assertThat(in.overrun()).isFalse();
        assertThat(in.readInt()).isEqualTo(7);
    }

    @Test
    void seesNothingOutsideItsRange() {
        byte[] bytes = new XdrWriter().u32s(1, 2, 3).bytes();
        in.wrap(bytes, 4, 8);
        assertThat(in.readInt()).isEqualTo(2);
        assertThat(in.readInt()).isZero();
        assertThat(in.overrun()).isTrue();
    }

    @Test
    void skipsPaddingBehindOpaqueData() {
        wrap(new XdrWriter().string("abcde").u32(9));
        int start = in.skipOpaque(in.readUnsignedInt());
        assertThat(start).isEqualTo(4);
        assertThat(in.readInt()).isEqualTo(9);
    }

    @Test
    void toleratesPaddingThatIsCutOff() {
        wrap(new XdrWriter().u32(5).raw("abcde".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThat(in.skipOpaque(in.readUnsignedInt())).isEqualTo(4);
        assertThat(in.remaining()).isZero();
        assertThat(in.overrun()).isFalse();
    }

    @Test
    void refusesOpaqueLengthsThatWouldWrapWhenRounded() {
        for (long length : new long[] {5, 0xFFFF_FFFCL, 0xFFFF_FFFDL, 0xFFFF_FFFFL, Long.MAX_VALUE, -1}) {
            wrap(new XdrWriter().u32(0));
            assertThat(in.skipOpaque(length)).isEqualTo(-1);
            assertThat(in.overrun()).isTrue();
            assertThat(in.remaining()).isZero();
        }
    }

    @Test
    void abandonsTheRestOfARange() {
        wrap(new XdrWriter().u32s(1, 2));
        in.abandon();
        assertThat(in.overrun()).isTrue();
        assertThat(in.readInt()).isZero();
    }

    @Test
    void refusesRangesOutsideTheArray() {
        assertThatThrownBy(() -> in.wrap(new byte[4], 2, 5)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
