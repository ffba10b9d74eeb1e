package weir.metric;

import org.jspecify.annotations.Nullable;
import weir.sflow.Enumerations;
import weir.sflow.Structure;

/**
 * How a field becomes a metric: one entry of the column {@code as} of the structure table, ready to be applied.
 *
 * <p>Thread: any; immutable.
 */
final class FieldRule {

    /** Makes a number of a field. Absent: NaN. */
    @FunctionalInterface
    interface ToNumber {
        double of(FieldReading field, Interval interval);
    }

    /** Makes text of a field. Absent: null. */
    @FunctionalInterface
    interface ToText {
        @Nullable
        String of(FieldReading field);
    }

    private final String as;
    private final @Nullable ToNumber number;
    private final @Nullable ToText text;

    private FieldRule(String as, @Nullable ToNumber number, @Nullable ToText text) {
        this.as = as;
        this.number = number;
        this.text = text;
    }

    /** The rule that makes a number. Absent: null when it makes text. */
    @Nullable
    ToNumber number() {
        return number;
    }

    /** The rule that makes text. Absent: null when it makes a number. */
    @Nullable
    ToText text() {
        return text;
    }

    /** Whether it looks at the increase of its field. */
    boolean usesDelta() {
        return usesDelta(as);
    }

    private static boolean usesDelta(String as) {
        return switch (word(as)) {
            case "rate", "rate*4", "ms%", "us%", "share", "share-", "per", "pct" -> true;
            default -> false;
        };
    }

    /** Whether its field is part of the whole that shares are of. */
    boolean isShare() {
        return as.equals("share");
    }

    /** Name of a further field whose increase it looks at. Absent: empty. */
    String otherField() {
        return switch (word(as)) {
            case "per", "pct" -> argument(as);
            default -> "";
        };
    }

    private static String word(String as) {
        int colon = as.indexOf(':');
        return colon < 0 ? as : as.substring(0, colon);
    }

    private static String argument(String as) {
        return as.substring(as.indexOf(':') + 1);
    }

    /** Reads an entry without its {@code @field}. The table has checked it when it was loaded. */
    static FieldRule parse(String as, Structure structure) {
        ToText text = text(as);
        return text != null ? new FieldRule(as, null, text) : new FieldRule(as, number(as, structure), null);
    }

    private static @Nullable ToText text(String as) {
        return switch (word(as)) {
            case "text" -> as.equals("text") ? FieldReading::text : enumerated(argument(as));
            case "index" -> known(reading -> TextValue.index(reading.number()));
            case "updown" -> upDown(Integer.parseInt(argument(as)));
            case "hex16" -> known(reading -> TextValue.hex16(reading.number()));
            case "bits8" -> reading -> TextValue.bits8(reading.number());
            case "mac" -> reading -> TextValue.mac(reading.number());
            case "uuid" -> TextValue::uuid;
            default -> null;
        };
    }

    private static ToText known(ToText text) {
        return reading -> reading.unknown() ? null : text.of(reading);
    }

    private static ToText enumerated(String enumeration) {
        Enumerations enumerations = Enumerations.standard();
        return known(reading -> enumerations.text(enumeration, reading.number()));
    }

    private static ToText upDown(int bit) {
        return known(reading -> (reading.number() >>> bit & 1) != 0 ? "up" : "down");
    }

    private static ToNumber number(String as, Structure structure) {
        return switch (word(as)) {
            case "gauge" -> gauge(1);
            case "gauge/10" -> gauge(10);
            case "gauge/100" -> gauge(100);
            case "gauge!" -> (field, interval) -> field.value();
            case "rate" -> (field, interval) -> field.delta() / interval.seconds();
            case "rate*4" -> (field, interval) -> 4 * field.delta() / interval.seconds();
            case "ms%" -> (field, interval) -> field.delta() / (interval.seconds() * 1e3) * 100;
            case "us%" -> (field, interval) -> field.delta() / (interval.seconds() * 1e6) * 100;
            case "share", "share-" -> (field, interval) -> Interval.ratio(field.delta(), interval.shares()) * 100;
            case "per" -> per(structure.indexOf(argument(as)));
            case "pct" -> percent(structure.indexOf(argument(as)));
            default -> throw new IllegalArgumentException("rule '" + as + "' is not known");
        };
    }

    private static ToNumber gauge(double divisor) {
        return (field, interval) -> field.unknown() ? Double.NaN : field.value() / divisor;
    }

    /** Nothing happened, so nothing took any time: 0, unlike other quotients. */
    private static ToNumber per(int other) {
        return (field, interval) -> interval.delta(other) == 0 ? 0 : field.delta() / interval.delta(other);
    }

    private static ToNumber percent(int other) {
        return (field, interval) -> Interval.ratio(field.delta(), interval.delta(other)) * 100;
    }
}
