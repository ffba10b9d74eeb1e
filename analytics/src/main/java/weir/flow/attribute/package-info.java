/**
 * The attributes of a sample: all that flow keys can be made of.
 *
 * <p>In: a decoded sample, its sampled header and its records. Out: values of single attributes, read only when asked
 * for, in the formats that flow keys have. {@link weir.flow.attribute.SampleContext} is the sample at hand,
 * {@link weir.flow.attribute.FlowKeyTable} the table of keys, made from {@code flow-keys.tsv}. The key language calls
 * it; nobody keeps a value beyond the sample.
 */
@NullMarked
package weir.flow.attribute;

import org.jspecify.annotations.NullMarked;
