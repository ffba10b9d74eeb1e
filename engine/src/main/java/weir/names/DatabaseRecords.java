package weir.names;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.lookup.AutonomousSystem;
import weir.lookup.Country;

/**
 * Reads the records of databases: {@code country.iso_code}, {@code country.names.en}; {@code autonomous_system_number},
 * {@code autonomous_system_organization}. What has another type counts as absent.
 *
 * <p>Source: schemas of the GeoLite2 databases, which others follow.
 */
final class DatabaseRecords {

    private static final long MOST_SYSTEMS = 0xFFFF_FFFFL;

    private DatabaseRecords() {}

    /** The country that an address is in, else the one that it is registered in. Absent: null. */
    static @Nullable Country country(Map<?, ?> found) {
        Country country = place(found.get("country"));
        return country != null ? country : place(found.get("registered_country"));
    }

    private static @Nullable Country place(@Nullable Object place) {
        if (place instanceof Map<?, ?> members && members.get("iso_code") instanceof String code) {
            Object name = members.get("names") instanceof Map<?, ?> names ? names.get("en") : null;
            return Country.of(code, name instanceof String text ? text : code);
        }
        return null;
    }

    /** The autonomous system. Absent: null. */
    static @Nullable AutonomousSystem system(Map<?, ?> found) {
        if (found.get("autonomous_system_number") instanceof Number number
                && number.longValue() >= 0
                && number.longValue() <= MOST_SYSTEMS) {
            Object organisation = found.get("autonomous_system_organization");
            return AutonomousSystem.of(number.longValue(), organisation instanceof String text ? text : "");
        }
        return null;
    }
}
