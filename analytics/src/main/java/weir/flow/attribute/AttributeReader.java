package weir.flow.attribute;

/** Reads one attribute of the sample at hand. */
@FunctionalInterface
public interface AttributeReader {

    /**
     * Reads the attribute.
     *
     * @param into where to set the value; untouched or set to anything when absent
     * @return whether the attribute is present; false stands for null
     */
    boolean read(SampleContext sample, KeyValue into);
}
