package weir.lookup;

/**
 * A country, in the forms that {@code country:} gives.
 *
 * @param code two letters, {@code US}
 * @param name English name
 * @param both code and name, {@code US-United States}
 */
public record Country(Label code, Label name, Label both) {

    /** A country by code and name. */
    public static Country of(String code, String name) {
        return new Country(Label.of(code), Label.of(name), Label.of(code + "-" + name));
    }
}
