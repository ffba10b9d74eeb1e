package weir.script.js;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.mozilla.javascript.DefiningClassLoader;

/**
 * Loads the classes that the engine makes from scripts, with {@link BoundedOperators} in the place of operators of its own.
 *
 * <p>Which class a called method belongs to stands in the table of constants of a class; nothing else is touched. Source: Java
 * Virtual Machine Specification, 4.4.
 */
final class BoundedClasses extends DefiningClassLoader {

    private static final String OPERATORS = "org/mozilla/javascript/ScriptRuntime";
    private static final Set<String> BOUNDED =
            Set.of("multiply", "divide", "remainder", "exponentiate", "leftShift", "signedRightShift");
    private static final String OF_NUMBERS = "(Ljava/lang/Number;Ljava/lang/Number;)Ljava/lang/Number;";
    private static final String LINKS = "org/mozilla/javascript/optimizer/Bootstrapper";
    private static final String OURS = BoundedOperators.class.getName().replace('.', '/');

    private static final int COUNT_AT = 8;
    private static final int TEXT = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;

    BoundedClasses(ClassLoader parent) {
        super(parent);
    }

    @Override
    public Class<?> defineClass(String name, byte[] made) {
        return super.defineClass(name, redirected(made));
    }

    /** A class that calls the bounded operators. */
    static byte[] redirected(byte[] made) {
        byte[] bytes = made.clone();
        int count = number(bytes, COUNT_AT);
        int[] at = new int[count];
        int end = COUNT_AT + 2;
        for (int i = 1; i < count; i++) {
            at[i] = end;
            int tag = bytes[end];
            end += size(bytes, end);
            if (tag == 5 || tag == 6) {
                // Numbers of 64 bits take two places.
                i++;
            }
        }
        for (int i = 1; i < count; i++) {
            if (at[i] != 0 && bytes[at[i]] == METHOD && isBounded(bytes, at, at[i])) {
                bytes[at[i] + 1] = (byte) (count + 1 >> 8);
                bytes[at[i] + 2] = (byte) (count + 1);
            }
        }
        return withClass(bytes, count, end);
    }

    private static boolean isBounded(byte[] bytes, int[] at, int method) {
        String owner = text(bytes, at[number(bytes, at[number(bytes, method + 1)] + 1)]);
        int called = at[number(bytes, method + 3)];
        String name = text(bytes, at[number(bytes, called + 1)]);
        String type = text(bytes, at[number(bytes, called + 3)]);
        return owner.equals(OPERATORS) && BOUNDED.contains(name) && type.equals(OF_NUMBERS)
                || owner.equals(LINKS) && name.equals("bootstrap");
    }

    /** The same with our class as two more constants: its name, and it. */
    private static byte[] withClass(byte[] bytes, int count, int end) {
        try {
            ByteArrayOutputStream made = new ByteArrayOutputStream(bytes.length + 64);
            DataOutputStream out = new DataOutputStream(made);
            out.write(bytes, 0, COUNT_AT);
            out.writeShort(count + 2);
            out.write(bytes, COUNT_AT + 2, end - COUNT_AT - 2);
            out.writeByte(TEXT);
            out.writeUTF(OURS);
            out.writeByte(CLASS);
            out.writeShort(count);
            out.write(bytes, end, bytes.length - end);
            return made.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at + 3, number(bytes, at + 1), StandardCharsets.UTF_8);
    }

    private static int size(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case TEXT -> 3 + number(bytes, at + 1);
            case 3, 4, 9, METHOD, 11, 12, 17, 18 -> 5;
            case 5, 6 -> 9;
            case CLASS, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            default -> throw new IllegalStateException("the engine made a class that cannot be read");
        };
    }
}
