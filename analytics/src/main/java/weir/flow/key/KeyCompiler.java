package weir.flow.key;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weir.flow.attribute.FlowKey;
import weir.flow.attribute.FlowKeyTable;

/**
 * Turns syntax trees into what computes them. Equal expressions become one object, so that their work is shared.
 */
final class KeyCompiler {

    private final FlowKeyTable table;
    private final Map<KeyExpression, EvaluatedKey> compiled = new HashMap<>();
    private final Map<FilterExpression.Test, SampleFilter> tests = new HashMap<>();

    KeyCompiler(FlowKeyTable table) {
        this.table = table;
    }

    /** The evaluated form of an expression. */
    EvaluatedKey compile(KeyExpression expression) {
        EvaluatedKey known = compiled.get(expression);
        if (known == null) {
            known = switch (expression) {
                case KeyExpression.Attribute attribute -> attribute(attribute);
                case KeyExpression.Call call -> call.function().factory().make(call.arguments(), this);
            };
            compiled.put(expression, known);
        }
        return known;
    }

    private EvaluatedKey attribute(KeyExpression.Attribute attribute) {
        FlowKey key = table.key(attribute.name());
        int occurrence = attribute.occurrence() < 0 ? Integer.MAX_VALUE : attribute.occurrence();
        return new EvaluatedKey(key.reader(occurrence, attribute.spelling()), key.format(), key.required(occurrence));
    }

    /** The running form of a comparison. */
    SampleFilter test(FilterExpression.Test test) {
        SampleFilter known = tests.get(test);
        if (known == null) {
            EvaluatedKey key = compile(test.key());
            known = new SampleFilter.Comparison(key, test.valueTest(key.format()), test.negated(), test.withNull());
            tests.put(test, known);
        }
        return known;
    }

    /** The evaluated forms of the keys among some arguments. */
    EvaluatedKey[] keys(List<Argument> arguments) {
        return arguments.stream().map(argument -> compile(argument.asKey())).toArray(EvaluatedKey[]::new);
    }

    /** The evaluated form of an argument that is a key. */
    EvaluatedKey key(Argument argument) {
        return compile(argument.asKey());
    }
}
