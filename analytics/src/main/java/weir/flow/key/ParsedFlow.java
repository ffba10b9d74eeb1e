package weir.flow.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a flow definition as syntax trees.
 *
 * @param definition where they stand
 * @param keys the keys
 * @param value the value; null for a definition that measures nothing
 * @param values further values
 * @param filter the filter; null for none
 */
record ParsedFlow(
        FlowDefinition definition,
        List<KeyExpression> keys,
        @Nullable ValueExpression value,
        List<ValueExpression> values,
        @Nullable FilterExpression filter) {

    private static final int MAX_KEYS = 100;

    /**
     * Reads the texts of a definition.
     *
     * @throws weir.request.InvalidRequestException one of them is malformed; the message names attribute and position
     */
    static ParsedFlow of(FlowDefinition definition) {
        List<KeyExpression> keys = KeyParser.list("keys", definition.keys());
        List<ValueExpression> values = ValueExpression.list("values", definition.values());
        if (keys.size() > MAX_KEYS || values.size() > MAX_KEYS) {
            throw new weir.request.InvalidRequestException("a definition has at most " + MAX_KEYS + " keys and values");
        }
        return new ParsedFlow(
                definition,
                keys,
                definition.value().isBlank() ? null : ValueExpression.parse("value", definition.value()),
                values,
                definition.filter().isBlank() ? null : FilterParser.parse("filter", definition.filter()));
    }

    /** How keys are laid out whose evaluated forms are given. */
    KeyLayout layout(List<EvaluatedKey> evaluated) {
        return new KeyLayout(
                evaluated.stream().map(EvaluatedKey::format).toList(),
                definition.fs(),
                !definition.ipfixCollectors().isEmpty());
    }
}
