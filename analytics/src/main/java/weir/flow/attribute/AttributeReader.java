package weir.flow.attribute;

import org.jspecify.annotations.Nullable;

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

    /**
     * The attribute as a number, {@link KeyValue#number}. Absent: NaN, also when it is none.
     *
     * @param scratch is set to anything
     */
    default double number(SampleContext sample, KeyValue scratch) {
        return read(sample, scratch) ? scratch.number() : Double.NaN;
    }

    /**
     * The plain number that the attribute is in nearly all samples that have it. Absent: null when there is none; where the number is
     * not there, {@link #read} may still find the attribute elsewhere.
     */
    default @Nullable PlainKey plain() {
        return null;
    }

    /**
     * Whether the attribute, in samples that have layers, depends on nothing but the types of these and where they begin,
     * {@link weir.packet.PacketLayers#shape}.
     */
    default boolean isOfShape() {
        return false;
    }
}
