package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void threeDigitsAreShown() {
        assertThat(Figures.text(0)).isEqualTo("0");
        assertThat(Figures.text(1.2345)).isEqualTo("1.23");
        assertThat(Figures.text(20)).isEqualTo("20");
        assertThat(Figures.text(1298785.4)).isEqualTo("1,298,785");
        assertThat(Figures.text(3.2e-10)).isEqualTo("3e-10");
        assertThat(Figures.text(30, "×")).isEqualTo("30×");
        assertThat(Figures.text(150, "ns")).isEqualTo("150 ns");
    }

    @Test
    void medianOfAnEvenNumberLiesBetween() {
        assertThat(Ratios.median(List.of(4.0, 1.0, 3.0))).isEqualTo(3);
        assertThat(Ratios.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    }

    @Test
    void rowsStandInTheOrderOfTheirNumbers() {
        assertThat(Section.byNumber("flows-5", "flows-20")).isNegative();
    }

    @Test
    void stolenTimeIsAShareOfAllProcessorTime() {
        StolenTime before = StolenTime.parse("cpu  100 0 50 800 10 0 10 30 0 0");
        StolenTime after = StolenTime.parse("cpu  150 0 60 820 10 0 10 50 7 7");
        assertThat(before.percentUntil(after)).isEqualTo(20);
        assertThat(before.percentUntil(before)).isZero();
    }
}
