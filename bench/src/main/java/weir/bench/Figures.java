package weir.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as the page shows them: three digits, thousands set off. */
final class Figures {

    private static final MathContext DIGITS = new MathContext(3);
    private static final double WHOLE = 100;
    private static final double TINY = 1e-3;

    private Figures() {}

    static String text(double number) {
        double size = Math.abs(number);
        if (number == 0) {
            return "0";
        }
        if (size < TINY) {
            return String.format(Locale.ROOT, "%.0e", number);
        }
        if (size >= WHOLE) {
            return String.format(Locale.ROOT, "%,d", Math.round(number));
        }
        return new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /** A number and what follows it. */
    static String text(double number, String unit) {
        return unit.isEmpty() ? text(number) : text(number) + (unit.equals("×") ? unit : " " + unit);
    }
}
