package weir.bgp.flowspec;

/**
 * One comparison of a part of a rule.
 *
 * <p>Comparisons joined with <i>and</i> are tested before <i>or</i> joins what results.
 *
 * @param and whether both this and the one before must hold; otherwise one of them is enough
 * @param operator for numbers the bits {@link #LESS}, {@link #GREATER}, {@link #EQUAL}; for masks {@link #NOT} and
 *     {@link #ALL}
 * @param value what is compared with
 */
public record Operand(boolean and, int operator, long value) {

    /** The packet's number is smaller. */
    public static final int LESS = 4;

    /** The packet's number is greater. */
    public static final int GREATER = 2;

    /** The packet's number is the same. */
    public static final int EQUAL = 1;

    /** The test of a mask is turned round. */
    public static final int NOT = 2;

    /** All bits of the mask must be set; without it one is enough. */
    public static final int ALL = 1;
}
