package weir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationTest {

    private byte[] kept = {};
    private long calls;

    @Test
    void noticesOneSmallArrayPerCall() {
        assertThat(Allocation.ofWarm(50, () -> kept = new byte[16])).isGreaterThanOrEqualTo(32);
        assertThat(kept).hasSize(16);
    }

    @Test
    void answersZeroForCodeThatAllocatesNothing() {
        assertThat(Allocation.ofWarm(50, () -> calls++)).isZero();
        assertThat(calls).isPositive();
    }
}
