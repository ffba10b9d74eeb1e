package weir.flow.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.attribute.Sampling;
import weir.request.InvalidRequestException;
import weir.testing.DatagramBuilder;

class ValueExpressionTest {

    /** The value of a definition for the first sample, or NaN when the sample does not count. */
    private static double value(String value, DatagramBuilder datagram) {
        CompiledFlow flow = Evaluation.compile(Evaluation.definition("value", value));
        List<Double> values = new ArrayList<>();
        new Sampling(sample -> values.add(flow.evaluate(sample) ? flow.value() : Double.NaN))
                .datagram(datagram.build());
        return values.getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes, RATE, 1000",
        "' bytes ', RATE, 1000",
        "frames, RATE, 1",
        "bps, RATE, 8000",
        "fps, RATE, 1",
        "ipbytes, RATE, 48",
        "rate:bytes, RATE, 1000",
        "rate : bytes, RATE, 1000",
        "avg:ipttl, AVERAGE, 64",
        "min:ipttl, MINIMUM, 64",
        "max:ipttl, MAXIMUM, 64",
        "max: [or:vlan:udpsourceport] , MAXIMUM, 5000",
        "count:ipsource, DISTINCT, 1",
        "count:[concat:_:ipsource:ipttl], DISTINCT, 1",
        "samplingrate, RATE, 100",
        "inputifindex, RATE, 1",
        "avg:[suffix:ipsource:.:1], AVERAGE, 3",
        "avg:[suffix:ipsource:.:2], AVERAGE, 2.3",
    })
    void readsEveryForm(String text, ValueForm form, double value) {
        assertThat(ValueExpression.parse("value", text).form()).isEqualTo(form);
        assertThat(value(text, Evaluation.sample(Evaluation.udp()))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"vlan", "ipsource", "stack", "bogus", "avg:macsource", "count:vlan", "tcpflags", "requests"})
    void aSampleWithoutTheNumberDoesNotCount(String text) {
        assertThat(value(text, Evaluation.sample(Evaluation.udp()))).isNaN();
    }

    @Test
    void durationIsAnAverage() {
        assertThat(ValueExpression.parse("value", "duration").form()).isEqualTo(ValueForm.AVERAGE);
        DatagramBuilder operation = new DatagramBuilder()
                .flow(s -> s.rate(10)
                        .record(
                                0,
                                2202,
                                r -> r.string("shop")
                                        .string("buy")
                                        .string("")
                                        .string("")
                                        .u64(100)
                                        .u64(2000)
                                        .u32s(700, 0)));
        assertThat(value("duration", operation)).isEqualTo(700);
        assertThat(value("bytes", operation)).isEqualTo(2100);
        assertThat(value("requests", operation)).isEqualTo(1);
        assertThat(value("frames", operation)).isNaN();
    }

    @Test
    void furtherValuesThatAreAbsentAreZeroWhenSummedAndNotObservedElse() {
        CompiledFlow flow = Evaluation.compile(
                Evaluation.definition("value", "bytes", "values", "frames,vlan,avg:vlan,count:vlan,count:ipttl"));
        new Sampling(sample -> {
                    assertThat(flow.evaluate(sample)).isTrue();
                    assertThat(flow.values()).containsExactly(1, 0, Double.NaN, Double.NaN, 1);
                })
                .datagram(Evaluation.sample(Evaluation.udp()).build());
        assertThat(flow.valueForms())
                .containsExactly(
                        ValueForm.RATE, ValueForm.RATE, ValueForm.AVERAGE, ValueForm.DISTINCT, ValueForm.DISTINCT);
    }

    @Test
    void equalTextsCountOnce() {
        CompiledFlow flow = Evaluation.compile(Evaluation.definition("value", "count:[or:vlan:udpsourceport]"));
        List<Long> hashes = new ArrayList<>();
        Sampling sampling = new Sampling(sample -> {
            assertThat(flow.evaluate(sample)).isTrue();
            hashes.add(flow.distinctHash());
        });
        for (int port : new int[] {5000, 5001, 5000}) {
            sampling.datagram(Evaluation.sample(new weir.testing.PacketBuilder()
                            .ethernet(0x0800)
                            .ipv4(17, "10.0.0.1", "10.0.0.2")
                            .udp(port, 1))
                    .build());
        }
        assertThat(hashes.get(0)).isEqualTo(hashes.get(2)).isNotEqualTo(hashes.get(1));
    }

    @Test
    void valuesAreSplitAtCommasOutsideBrackets() {
        assertThat(ValueExpression.list("values", "bytes, avg:[concat:,:ipttl:ipttl] ,count:\\,"))
                .hasSize(3);
        assertThat(ValueExpression.list("values", " ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sum:bytes; 1, 'sum:bytes': the functions of values are rate, avg, min, max and count",
                "or:bytes:frames; 1, 'or:bytes:frames': the functions of values are rate, avg, min, max and count",
                "avg:; 5, at the end: a key is missing",
                "avg:or:bytes:frames; 5, 'or:bytes:frames': a function inside a function goes in brackets",
                "avg:[or:bytes; 5, '[or:bytes': '[' is never closed",
                "bytes,frames; 6, ',frames': this is not expected here",
                "5; 1, '5': a constant is no value",
                "avg:1.5; 5, '1.5': a constant is no value",
                "[bytes]; 1, '[bytes]': a key is missing",
            })
    void anythingElseIsRefused(String text, String message) {
        assertThatThrownBy(() -> ValueExpression.parse("value", text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("value, position " + message);
    }

    @Test
    void aMistakeAmongSeveralValuesNamesItsOwnPlace() {
        assertThatThrownBy(() -> ValueExpression.list("values", "bytes, sum:frames"))
                .hasMessage(
                        "values, position 8, 'sum:frames': the functions of values are rate, avg, min, max and count");
        assertThatThrownBy(() -> ValueExpression.list("values", "bytes,,frames"))
                .hasMessageStartingWith("values, position 7, ")
                .hasMessageEndingWith("a key is missing");
    }
}
