/**
 * The language of flow definitions: keys, key functions, filters, values.
 *
 * <p>In: the text of a definition, and then samples. Out: for each sample and definition nothing, or the bytes of the
 * flow's key with the values to add; and the text of a key from its bytes. What is done with them, caching and
 * estimating, is the business of the package above. A {@link weir.flow.key.DefinitionSet} belongs to one thread.
 */
@NullMarked
package weir.flow.key;

import org.jspecify.annotations.NullMarked;
