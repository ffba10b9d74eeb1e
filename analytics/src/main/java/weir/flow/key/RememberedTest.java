package weir.flow.key;

import java.util.BitSet;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;

/**
 * A test of a format with few values, such as ports or TCP flags, that works out each value once and then reads a bit.
 */
final class RememberedTest implements ValueTest {

    private final KeyFormat format;
    private final ValueTest test;
    private final BitSet known;
    private final BitSet passed;

    RememberedTest(KeyFormat format, ValueTest test) {
        this.format = format;
        this.test = test;
        // Both in full size, so that no sample makes them grow.
        known = new BitSet(format.domain());
        passed = new BitSet(format.domain());
    }

    @Override
    public boolean test(KeyValue value) {
        if (value.format() != format && !(format.isUnsigned() && format.holds(value))) {
            return test.test(value);
        }
        int index = (int) value.low();
        if (!known.get(index)) {
            known.set(index);
            passed.set(index, test.test(value));
        }
        return passed.get(index);
    }
}
