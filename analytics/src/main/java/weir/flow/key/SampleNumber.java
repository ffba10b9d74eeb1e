package weir.flow.key;

import weir.flow.attribute.SampleContext;

/** A number that samples have; definitions that use the same have the same object. Thread: that of the definitions. */
public interface SampleNumber {

    /** The number that the sample at hand has. Absent: NaN. */
    double number(SampleContext sample);
}
