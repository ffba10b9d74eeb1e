package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import weir.sflow.FieldType;

class CounterDeltaTest {

    private static final long FOUR_GIGA = 1L << 32;

    @Test
    void countsOnOverTheEndOf32Bits() {
        assertThat(CounterDelta.of(FieldType.U32, FOUR_GIGA - 500, 500)).isEqualTo(1000);
    }

    @Test
    void takesAStepBackForAReset() {
        assertThat(CounterDelta.of(FieldType.U32, 1000, 50)).isZero();
        assertThat(CounterDelta.of(FieldType.U64, 1000, 50)).isZero();
    }

    @Test
    void doesNotGuess32BitWrapInsideA64BitCounter() {
        assertThat(CounterDelta.of(FieldType.U64, FOUR_GIGA - 5000, 5000)).isZero();
    }

    @Test
    void countsOnOverTheEndOf64Bits() {
        assertThat(CounterDelta.of(FieldType.U64, -500, 500)).isEqualTo(1000);
    }

    @Test
    void takesHalfTheRangeForAnIncreaseAndMoreForAReset() {
        assertThat(CounterDelta.of(FieldType.U32, 0, 1L << 31)).isEqualTo(1L << 31);
        assertThat(CounterDelta.of(FieldType.U32, 0, (1L << 31) + 1)).isZero();
        assertThat(CounterDelta.of(FieldType.U64, 0, Long.MIN_VALUE)).isEqualTo(0x1p63);
        assertThat(CounterDelta.of(FieldType.U64, 0, Long.MIN_VALUE + 1)).isZero();
    }

    @Test
    void hasNoIncreaseFromOrToAnUnknownValue() {
        assertThat(CounterDelta.of(FieldType.U32, FOUR_GIGA - 1, 5)).isNaN();
        assertThat(CounterDelta.of(FieldType.U32, 5, FOUR_GIGA - 1)).isNaN();
        assertThat(CounterDelta.of(FieldType.U64, -1, 5)).isNaN();
        assertThat(CounterDelta.of(FieldType.U64, 5, -1)).isNaN();
    }
}
