package weir.flow.key;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a key function: a key where the function wants one, else text.
 *
 * <p>Arguments are equal when they mean the same, wherever they stand.
 *
 * @param text the text, escapes resolved
 * @param key the key; null for text
 * @param index where it begins in the attribute of the definition, for messages
 */
record Argument(String text, @Nullable KeyExpression key, int index) {

    /** The key of an argument that is known to be one. */
    KeyExpression asKey() {
        return Objects.requireNonNull(key, "the argument is text");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Argument argument && text.equals(argument.text) && Objects.equals(key, argument.key);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + Objects.hashCode(key);
    }

    @Override
    public String toString() {
        return key instanceof KeyExpression.Call ? "[" + key + "]" : text;
    }
}
