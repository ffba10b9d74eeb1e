package weir.flow.key;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the function table.
 *
 * @param name name, public API
 * @param usage how it is called, for messages and the reference page
 * @param sentence what it gives, for the reference page
 * @param example a call and its result, for the reference page
 * @param least fewest arguments
 * @param most most arguments; -1 for no limit
 * @param keys which arguments are keys
 * @param check what is wrong with arguments of the right number; null for nothing
 * @param factory makes what computes it
 */
record KeyFunction(
        String name,
        String usage,
        String sentence,
        Example example,
        int least,
        int most,
        Keys keys,
        Check check,
        Factory factory) {

    /**
     * A call and its result for the packet that the reference page uses.
     *
     * @param call the call
     * @param result its result
     */
    record Example(String call, String result) {}

    /** Says which arguments are keys. */
    interface Keys {
        /** Whether the argument at a position, from 0, is a key. */
        boolean at(int position);
    }

    /** Checks arguments beyond their number. */
    interface Check {
        /** What is wrong. Absent: null when nothing is. */
        @Nullable
        String wrong(List<Argument> arguments);
    }

    /** Makes the evaluated form of a call. */
    interface Factory {
        /** The evaluated form; keys among the arguments are compiled by the given compiler. */
        EvaluatedKey make(List<Argument> arguments, KeyCompiler compiler);
    }

    /** Whether the argument at a position is a key. */
    boolean takesKey(int position) {
        return keys.at(position);
    }

    /** What is wrong with the arguments, as a sentence. Absent: null when nothing is. */
    @Nullable
    String check(List<Argument> arguments) {
        int count = arguments.size();
        if (count < least || most >= 0 && count > most) {
            return "write it as " + usage;
        }
        return check.wrong(arguments);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyFunction function && name.equals(function.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }
}
