package weir.bgp.flowspec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.request.InvalidRequestException;

/**
 * Comparisons as users write them: an operator and a number or letters, joined with {@code &} and {@code |}, of which
 * {@code &} binds more. For masks {@code =} asks for all of the bits and {@code !=} for not all of them; without an operator
 * one of the bits is enough, and {@code !} asks for none of them.
 */
final class OperandText {

    /** Bit 0 first. */
    private static final String TCP_FLAGS = "FSRPAUECN";

    /** Bit 0 first: don't fragment, is a fragment, first fragment, last fragment. */
    private static final String FRAGMENT = "DIFL";

    private static final int MOST = 100;
    private static final Pattern ONE = Pattern.compile("(!=|<=|>=|=|<|>|!)?\\s*([0-9]{1,10}|[A-Za-z]{1,9})");

    private OperandText() {}

    static List<Operand> parse(ComponentType type, String text) {
        List<Operand> operands = new ArrayList<>();
        for (String alternative : text.split("\\|", -1)) {
            boolean and = false;
            for (String part : alternative.split("&", -1)) {
                operands.add(one(type, part.strip(), and));
                and = true;
            }
        }
        if (operands.size() > MOST) {
            throw new InvalidRequestException(type.key() + " has more than " + MOST + " comparisons");
        }
        return operands;
    }

    private static Operand one(ComponentType type, String text, boolean and) {
        Matcher matcher = ONE.matcher(text);
        if (!matcher.matches()) {
            throw malformed(type, text);
        }
        String sign = matcher.group(1) == null ? "" : matcher.group(1);
        boolean number = type.form() == ComponentType.Form.NUMBER;
        int operator = number ? numberSign(sign) : maskSign(sign);
        long value = Character.isDigit(matcher.group(2).charAt(0))
                ? Long.parseLong(matcher.group(2))
                : letters(type, matcher.group(2));
        if (operator < 0 || value < 0) {
            throw malformed(type, text);
        }
        if (value > type.most()) {
            throw new InvalidRequestException(type.key() + " '" + text + "' is above " + type.most());
        }
        return new Operand(and, operator, value);
    }

    private static InvalidRequestException malformed(ComponentType type, String text) {
        return new InvalidRequestException(type.key() + " '" + text + "' is no comparison");
    }

    private static int numberSign(String sign) {
        return switch (sign) {
            case "=", "" -> Operand.EQUAL;
            case "<" -> Operand.LESS;
            case ">" -> Operand.GREATER;
            case "<=" -> Operand.LESS | Operand.EQUAL;
            case ">=" -> Operand.GREATER | Operand.EQUAL;
            case "!=" -> Operand.LESS | Operand.GREATER;
            default -> -1;
        };
    }

    private static String numberSign(int operator) {
        return switch (operator) {
            case Operand.EQUAL -> "=";
            case Operand.LESS -> "<";
            case Operand.GREATER -> ">";
            case Operand.LESS | Operand.EQUAL -> "<=";
            case Operand.GREATER | Operand.EQUAL -> ">=";
            case Operand.LESS | Operand.GREATER -> "!=";
            case 0 -> "false ";
            default -> "true ";
        };
    }

    private static int maskSign(String sign) {
        return switch (sign) {
            case "=" -> Operand.ALL;
            case "" -> 0;
            case "!=" -> Operand.NOT | Operand.ALL;
            case "!" -> Operand.NOT;
            default -> -1;
        };
    }

    private static String maskSign(int operator) {
        return switch (operator) {
            case Operand.ALL -> "=";
            case Operand.NOT | Operand.ALL -> "!=";
            case Operand.NOT -> "!";
            default -> "";
        };
    }

    private static String alphabet(ComponentType type) {
        return switch (type.form()) {
            case TCP_FLAGS -> TCP_FLAGS;
            case FRAGMENT -> FRAGMENT;
            default -> "";
        };
    }

    private static long letters(ComponentType type, String letters) {
        long mask = 0;
        for (char letter : letters.toUpperCase(java.util.Locale.ROOT).toCharArray()) {
            int bit = alphabet(type).indexOf(letter);
            if (bit < 0) {
                return -1;
            }
            mask |= 1L << bit;
        }
        return mask;
    }

    static String of(Component.Comparison comparison) {
        StringBuilder text = new StringBuilder();
        String alphabet = alphabet(comparison.type());
        for (Operand operand : comparison.operands()) {
            text.append(text.isEmpty() ? "" : operand.and() ? "&" : "|");
            text.append(alphabet.isEmpty() ? numberSign(operand.operator()) : maskSign(operand.operator()));
            if (operand.value() == 0 || operand.value() >>> alphabet.length() != 0) {
                text.append(operand.value());
            } else {
                for (int bit = 0; bit < alphabet.length(); bit++) {
                    text.append((operand.value() >>> bit & 1) == 0 ? "" : alphabet.charAt(bit));
                }
            }
        }
        return text.toString();
    }
}
