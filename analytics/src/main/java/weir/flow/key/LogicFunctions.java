package weir.flow.key;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.SampleContext;

/** Key functions that choose and compare: {@code or null eq if range bits}. */
final class LogicFunctions {

    private LogicFunctions() {}

    /** The first key that is not null. */
    static EvaluatedKey or(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey[] keys = compiler.keys(arguments);
        KeyFormat format = keys[0].format();
        long required = -1L;
        for (EvaluatedKey key : keys) {
            format = format.unify(key.format());
            required &= key.required();
        }
        AttributeReader reader = (sample, into) -> {
            for (EvaluatedKey key : keys) {
                KeyValue value = key.of(sample);
                if (value != null) {
                    return into.set(value);
                }
            }
            return false;
        };
        return new EvaluatedKey(reader, format, required);
    }

    /** The key, or a text when it is null. */
    static EvaluatedKey orText(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        String text = arguments.size() > 1 ? arguments.get(1).text() : "null";
        KeyValue other = new KeyValue();
        KeyFormat format = key.format();
        if (!format.parse(text, other)) {
            format = KeyFormat.TEXT;
            KeyFormat.TEXT.parse(text, other);
        }
        AttributeReader reader = (sample, into) -> {
            KeyValue value = key.of(sample);
            return into.set(value != null ? value : other);
        };
        return new EvaluatedKey(reader, format, 0);
    }

    /** Whether all keys have equal text. */
    static EvaluatedKey equal(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey[] keys = compiler.keys(arguments);
        return new EvaluatedKey(new Equality(keys), KeyFormat.BOOLEAN, all(keys));
    }

    /** What several keys require together. */
    static long all(EvaluatedKey... keys) {
        long required = 0;
        for (EvaluatedKey key : keys) {
            required |= key.required();
        }
        return required;
    }

    private static final class Equality implements AttributeReader {
        private final EvaluatedKey[] keys;
        private final TextView first = new TextView();
        private final TextView other = new TextView();

        Equality(EvaluatedKey[] keys) {
            this.keys = keys;
        }

        @Override
        public boolean read(SampleContext sample, KeyValue into) {
            KeyValue expected = keys[0].of(sample);
            boolean equal = true;
            for (int i = 1; i < keys.length && expected != null; i++) {
                KeyValue value = keys[i].of(sample);
                if (value == null) {
                    return false;
                }
                equal = equal && same(expected, value);
            }
            return expected != null && into.flag(equal);
        }

        private boolean same(KeyValue a, KeyValue b) {
            if (a.format() == b.format()) {
                return a.sameValue(b);
            }
            if (a.format().isUnsigned() && b.format().isUnsigned()) {
                return a.low() == b.low();
            }
            return first.of(a).sameAs(other.of(b));
        }
    }

    /** One of two keys, by whether a third has a text. */
    static EvaluatedKey choose(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        ValueTest test =
                ValueTest.equalTo(key.format(), List.of(arguments.get(1).text()));
        EvaluatedKey then = compiler.key(arguments.get(2));
        @Nullable EvaluatedKey otherwise = arguments.size() > 3 ? compiler.key(arguments.get(3)) : null;
        KeyFormat format = otherwise == null ? then.format() : then.format().unify(otherwise.format());
        long branches = otherwise == null ? then.required() : then.required() & otherwise.required();
        AttributeReader reader = (sample, into) -> {
            KeyValue value = key.of(sample);
            if (value == null) {
                return false;
            }
            EvaluatedKey chosen = test.test(value) ? then : otherwise;
            KeyValue result = chosen == null ? null : chosen.of(sample);
            return result != null && into.set(result);
        };
        return new EvaluatedKey(reader, format, key.required() | branches);
    }

    /** Whether a number lies between two bounds, both included. */
    static EvaluatedKey range(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        double low = bound(arguments, 1, Double.NEGATIVE_INFINITY);
        double high = bound(arguments, 2, Double.POSITIVE_INFINITY);
        AttributeReader reader = (sample, into) -> {
            KeyValue value = key.of(sample);
            double number = value == null ? Double.NaN : value.number();
            return !Double.isNaN(number) && into.flag(low <= number && number <= high);
        };
        return new EvaluatedKey(reader, KeyFormat.BOOLEAN, key.required());
    }

    private static double bound(List<Argument> arguments, int position, double none) {
        boolean open =
                position >= arguments.size() || arguments.get(position).text().isEmpty();
        return open ? none : Double.parseDouble(arguments.get(position).text());
    }

    /** What is wrong with the bounds of a range. Absent: null. */
    static @Nullable String checkRange(List<Argument> arguments) {
        for (Argument bound : arguments.subList(1, arguments.size())) {
            if (!bound.text().matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?|")) {
                return "'" + bound.text() + "' is not a number";
            }
        }
        return null;
    }

    /** The bits of a number that a mask names, at their places. */
    static EvaluatedKey bits(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        long mask = Long.parseUnsignedLong(arguments.get(1).text());
        KeyFormat format = key.format().isUnsigned() ? key.format() : KeyFormat.U64;
        AttributeReader reader = (sample, into) -> {
            KeyValue value = key.of(sample);
            if (value == null) {
                return false;
            }
            if (value.format().isUnsigned() || value.format() == KeyFormat.S64) {
                return into.unsigned(KeyFormat.U64, value.low() & mask);
            }
            double number = value.number();
            boolean whole = number >= 0 && number < 0x1p63 && number == Math.rint(number);
            return whole && into.unsigned(KeyFormat.U64, (long) number & mask);
        };
        return new EvaluatedKey(reader, format, key.required());
    }

    /** What is wrong with a bit mask. Absent: null. */
    static @Nullable String checkMask(List<Argument> arguments) {
        String mask = arguments.get(1).text();
        boolean number = mask.matches("[0-9]{1,19}");
        return number ? null : "'" + mask + "' is not a decimal bit mask";
    }
}
