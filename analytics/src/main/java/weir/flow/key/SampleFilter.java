package weir.flow.key;

import java.util.List;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.SampleContext;

/**
 * A filter in the form that runs: whether it accepts the sample at hand.
 *
 * <p>Thread: one.
 */
sealed interface SampleFilter {

    /** Whether the sample passes. */
    boolean accepts(SampleContext sample);

    /** What every sample that passes has, as {@link SampleContext#mayHave} takes it. */
    long required();

    /** Makes the running form; keys and equal comparisons are shared through the compiler. */
    static SampleFilter of(FilterExpression expression, KeyCompiler compiler) {
        return switch (expression) {
            case FilterExpression.Test test -> compiler.test(test);
            case FilterExpression.And and -> new All(filters(and.terms(), compiler));
            case FilterExpression.Or or -> new Any(filters(or.terms(), compiler));
            case FilterExpression.Not not -> new Opposite(of(not.term(), compiler));
        };
    }

    private static SampleFilter[] filters(List<FilterExpression> terms, KeyCompiler compiler) {
        return terms.stream().map(term -> of(term, compiler)).toArray(SampleFilter[]::new);
    }

    /** All filters accept. */
    record All(SampleFilter[] filters) implements SampleFilter {
        @Override
        public boolean accepts(SampleContext sample) {
            for (SampleFilter filter : filters) {
                if (!filter.accepts(sample)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public long required() {
            long required = 0;
            for (SampleFilter filter : filters) {
                required |= filter.required();
            }
            return required;
        }
    }

    /** Some filter accepts. */
    record Any(SampleFilter[] filters) implements SampleFilter {
        @Override
        public boolean accepts(SampleContext sample) {
            for (SampleFilter filter : filters) {
                if (filter.accepts(sample)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long required() {
            long required = -1L;
            for (SampleFilter filter : filters) {
                required &= filter.required();
            }
            return required;
        }
    }

    /** The filter does not accept. */
    record Opposite(SampleFilter filter) implements SampleFilter {
        @Override
        public boolean accepts(SampleContext sample) {
            return !filter.accepts(sample);
        }

        @Override
        public long required() {
            return 0;
        }
    }

    /** A comparison, worked out once for a sample. */
    final class Comparison implements SampleFilter {
        private final EvaluatedKey key;
        private final ValueTest test;
        private final boolean negated;
        private final boolean withNull;
        private long computedFor = -1;
        private boolean accepted;

        Comparison(EvaluatedKey key, ValueTest test, boolean negated, boolean withNull) {
            this.key = key;
            this.test = test;
            this.negated = negated;
            this.withNull = withNull;
        }

        @Override
        public boolean accepts(SampleContext sample) {
            if (computedFor != sample.generation()) {
                computedFor = sample.generation();
                KeyValue value = key.of(sample);
                accepted = negated != (value == null ? withNull : test.test(value));
            }
            return accepted;
        }

        /** An absent key passes when {@code null} is in the list, or else when the comparison is negated. */
        @Override
        public long required() {
            boolean acceptsNull = negated != withNull;
            return acceptsNull ? 0 : key.required();
        }
    }
}
