package weir.lookup;

/**
 * An autonomous system, in the forms that {@code asn:} gives.
 *
 * @param number AS number
 * @param description organisation
 * @param both number and organisation, {@code 64500-Example}
 */
public record AutonomousSystem(long number, Label description, Label both) {

    /** An autonomous system by number and organisation. */
    public static AutonomousSystem of(long number, String organisation) {
        return new AutonomousSystem(number, Label.of(organisation), Label.of(number + "-" + organisation));
    }
}
